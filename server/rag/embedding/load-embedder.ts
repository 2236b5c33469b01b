import type { FeatureExtractionPipeline } from '@xenova/transformers';
import { makeFolder } from '../make-folder.ts';
import { isProblem, messageOf, problem, type RetrievalProblem } from '../problem.ts';
import type { Embedder } from './embedder.ts';
import { locateModel, type ModelChoice, type ModelLocation } from './model-location.ts';

/** Characters of a text that are read: no passage is longer, and a query may not hold up the others. */
const LONGEST_TEXT = 8_192;

/** A table of words has one vector for all that are not in it, which is near to texts that it says nothing of. */
const NO_WORD = 'zxqvkjwq';
/** From this cosine on two vectors are one. */
const SAME = 0.999_99;

/**
 * Loads a model; heavy (300 ms, 85 MB), so in the worker only. Nothing is fetched from anywhere
 * unless the model is one of the hub's and `allowHub` is true.
 */
export async function loadEmbedder(choice: ModelChoice): Promise<Embedder | RetrievalProblem> {
  const location = locateModel(choice);
  if (isProblem(location)) return location;
  try {
    await import('onnxruntime-node');
  } catch (error) {
    return problem(
      'no-native-library',
      `The library that runs the model does not work here (${process.platform} ${process.arch}): ${messageOf(error)}.`,
      'Search uses words only. Use a platform that onnxruntime-node 1.14 has binaries for (Linux with glibc, macOS, Windows).',
    );
  }
  try {
    const extract = await loadPipeline(location);
    const embedder = new ModelEmbedder(location, extract);
    const [unknown] = await embedder.embed([NO_WORD]);
    if (unknown === undefined || unknown.length === 0) throw new Error('its output is empty');
    return new ModelEmbedder(location, extract, unknown);
  } catch (error) {
    return loadingProblem(location, error);
  }
}

async function loadPipeline(location: ModelLocation): Promise<FeatureExtractionPipeline> {
  const { env, pipeline } = await import('@xenova/transformers');
  const hub = location.source === 'hub';
  // The library makes it as well, and does not return where that is impossible.
  if (hub) makeFolder(location.parent);
  env.allowRemoteModels = hub;
  env.allowLocalModels = !hub;
  env.localModelPath = location.parent;
  // A local model is what its folder holds, not what an earlier one of that name left in a cache.
  env.useFSCache = hub;
  env.cacheDir = location.parent;
  return pipeline('feature-extraction', location.name, { quantized: location.quantized });
}

/** What is thrown for weights that cannot be read; which fault it is the library only prints. */
const REFUSED = /no available backend|create a session/i;

function loadingProblem(location: ModelLocation, error: unknown): RetrievalProblem {
  const { source, name, parent, quantized } = location;
  const said = messageOf(error);
  const weights = quantized ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx';
  const message = REFUSED.test(said)
    ? `its file "${weights}" is damaged, cut off, or of a kind that onnxruntime-node 1.14 does not know`
    : said;
  if (source === 'hub') {
    return problem(
      'model-unreachable',
      `The model "${name}" could not be had from the hub: ${message}.`,
      'Check the name and the network, or set praxis.retrieval.model to a folder on this computer.',
    );
  }
  return problem(
    'model-damaged',
    `The model "${name}" in "${parent}" cannot be loaded: ${message}.`,
    'Replace its files by complete ones, or leave praxis.retrieval.model empty.',
  );
}

class ModelEmbedder implements Embedder {
  readonly id: string;
  readonly dimensions: number;
  readonly #location: ModelLocation;
  readonly #extract: FeatureExtractionPipeline;
  readonly #unknown: Float32Array | undefined;

  /** @param unknown the vector of {@link NO_WORD}; absent while it is asked for */
  constructor(
    location: ModelLocation,
    extract: FeatureExtractionPipeline,
    unknown?: Float32Array | undefined,
  ) {
    this.id = location.id;
    this.dimensions = unknown?.length ?? 0;
    this.#location = location;
    this.#extract = extract;
    this.#unknown = unknown;
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = texts.map(() => new Float32Array(this.dimensions));
    // The tokenizer throws for a batch of nothing, and some models answer NaN.
    const wordy = [...texts.keys()].filter((index) => texts[index]?.trim());
    if (wordy.length === 0) return vectors;
    const output = await this.#extract(
      wordy.map((index) => (texts[index] ?? '').slice(0, LONGEST_TEXT)),
      this.#location.output,
    );
    const { data } = output;
    if (!(data instanceof Float32Array)) throw new Error('its output is not of 32-bit numbers');
    const width = data.length / wordy.length;
    if (this.dimensions !== 0 && width !== this.dimensions) {
      throw new Error(`its output has ${width} numbers for a text, and had ${this.dimensions}`);
    }
    for (const [row, index] of wordy.entries()) {
      const vector = unit(data.slice(row * width, (row + 1) * width));
      vectors[index] = this.#saysNothing(vector) ? vector.fill(0) : vector;
    }
    return vectors;
  }

  #saysNothing(vector: Float32Array): boolean {
    const unknown = this.#unknown;
    if (unknown === undefined) return false;
    return vector.reduce((sum, value, index) => sum + value * (unknown[index] ?? 0), 0) > SAME;
  }

  async close(): Promise<void> {
    await this.#extract.dispose();
  }
}

/** Makes a vector one of length 1, in place; all zeros if it has no direction. */
function unit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (!Number.isFinite(length) || length === 0) return vector.fill(0);
  for (let index = 0; index < vector.length; index++) {
    vector[index] = (vector[index] ?? 0) / length;
  }
  return vector;
}
