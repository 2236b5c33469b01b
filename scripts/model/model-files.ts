import { encodeModel, SPECIAL_ROWS } from './onnx-graph.ts';
import { DIMENSIONS } from './word-source.ts';
import type { WordTable } from './word-table.ts';

/** The longest text that is read, in words. */
const LONGEST_TEXT = 4096;
/** Words longer than this are unknown: the table has none. */
const LONGEST_WORD = 40;

/**
 * The files that transformers.js loads a model from, by name. The tokenizer is BERT's (lower case,
 * accents off, split at punctuation) with whole words only and nothing put around the text.
 * `praxis-model.json` is ours: how its output becomes the vector of a text.
 */
export function modelFiles(table: WordTable): Map<string, Uint8Array> {
  const vocabulary = Object.fromEntries(
    [...SPECIAL_ROWS, ...table.words].map((word, row) => [word, row]),
  );
  const size = Object.keys(vocabulary).length;
  if (size !== table.words.length + SPECIAL_ROWS.length) throw new Error('A word is there twice.');
  const special = (content: string, id: number) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  return new Map<string, Uint8Array>([
    ['onnx/model_quantized.onnx', encodeModel(table)],
    [
      'tokenizer.json',
      json({
        version: '1.0',
        truncation: null,
        padding: null,
        added_tokens: SPECIAL_ROWS.map(special),
        normalizer: {
          type: 'BertNormalizer',
          clean_text: true,
          handle_chinese_chars: true,
          strip_accents: true,
          lowercase: true,
        },
        pre_tokenizer: { type: 'BertPreTokenizer' },
        post_processor: null,
        decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
        model: {
          type: 'WordPiece',
          unk_token: '[UNK]',
          continuing_subword_prefix: '##',
          max_input_chars_per_word: LONGEST_WORD,
          vocab: vocabulary,
        },
      }),
    ],
    [
      'tokenizer_config.json',
      json({
        tokenizer_class: 'BertTokenizer',
        do_lower_case: true,
        unk_token: '[UNK]',
        pad_token: '[PAD]',
        model_max_length: LONGEST_TEXT,
      }),
    ],
    [
      'config.json',
      json({
        model_type: 'bert',
        architectures: ['BertModel'],
        hidden_size: DIMENSIONS,
        vocab_size: size,
      }),
    ],
    ['praxis-model.json', json({ pooling: 'cls', normalize: false })],
  ]);
}

function json(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
