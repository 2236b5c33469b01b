import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isProblem, messageOf, problem, type RetrievalProblem } from '../problem.ts';

/** The model that comes with praxis-ls, a folder in `models/`. */
export const DEFAULT_MODEL = 'static-en-100d';

/** Which model to load, from the settings `praxis.retrieval.model` and `.allowHub`, and from where. */
export interface ModelChoice {
  /** Empty: the default. Else an absolute path of a folder, or a name on the hub. */
  readonly model: string;
  readonly allowHub: boolean;
  /** The folder of the models that come with praxis-ls. */
  readonly shippedModels: string;
  /** Where models from the hub are kept. */
  readonly hubCache: string;
}

/** How a model's output becomes the vector of a text. */
export interface Pooling {
  readonly pooling: 'cls' | 'mean';
  readonly normalize: boolean;
}

/** A model that can be loaded. */
export interface ModelLocation {
  readonly id: string;
  /** The folder above the model's own, and its name there; of a model from the hub: where it is kept, and its name. */
  readonly parent: string;
  readonly name: string;
  readonly source: 'folder' | 'hub';
  /** Whether the weights are `model_quantized.onnx`; else `model.onnx`. */
  readonly quantized: boolean;
  readonly output: Pooling;
}

/** Sentence transformers want this; a model that does not says so in `praxis-model.json` beside its files. */
const USUAL_POOLING: Pooling = { pooling: 'mean', normalize: true };

const JSON_FILES = ['tokenizer.json', 'tokenizer_config.json', 'config.json'] as const;

/** Finds the files of the chosen model and checks those that can be checked without loading it. */
export function locateModel(choice: ModelChoice): ModelLocation | RetrievalProblem {
  const model = choice.model.trim();
  if (model === '') return locateFolder(path.join(choice.shippedModels, DEFAULT_MODEL), true);
  if (path.isAbsolute(model)) return locateFolder(path.resolve(model), false);
  if (!/^[\w.-]+(?:\/[\w.-]+)?$/.test(model) || /^\.+$/.test(model)) {
    return problem(
      'model-missing',
      `"${model}" is no absolute path and no name of a model.`,
      'Set praxis.retrieval.model to the absolute path of a folder, or leave it empty.',
    );
  }
  if (!choice.allowHub) {
    return problem(
      'model-missing',
      `The model "${model}" is on the hub, and praxis-ls may not use the network.`,
      'Set praxis.retrieval.allowHub to true, or praxis.retrieval.model to a folder on this computer.',
    );
  }
  return {
    id: `hub:${model}`,
    parent: choice.hubCache,
    name: model,
    source: 'hub',
    quantized: true,
    output: USUAL_POOLING,
  };
}

function locateFolder(folder: string, shipped: boolean): ModelLocation | RetrievalProblem {
  const remedy = shipped
    ? 'Install praxis-ls again: it brings this model.'
    : 'Put a complete model there (tokenizer.json, tokenizer_config.json, config.json, onnx/), or leave praxis.retrieval.model empty.';
  const quantized = existsSync(path.join(folder, 'onnx/model_quantized.onnx'));
  const weights = quantized ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx';
  const contents: Buffer[] = [];
  for (const name of [...JSON_FILES, weights]) {
    try {
      contents.push(readFileSync(path.join(folder, name)));
    } catch (error) {
      return problem(
        'model-missing',
        `The model in "${folder}" has no file "${name}" that can be read (${messageOf(error)}).`,
        remedy,
      );
    }
  }
  for (const [index, name] of JSON_FILES.entries()) {
    const fault = faultOf(contents[index]);
    if (fault !== undefined) {
      return problem('model-damaged', `"${path.join(folder, name)}" is damaged: ${fault}.`, remedy);
    }
  }
  const output = poolingOf(path.join(folder, 'praxis-model.json'), remedy);
  if (isProblem(output)) return output;
  return {
    // By content: the same folder may hold another model tomorrow.
    id: `${path.basename(folder)}:${hash('sha1', Buffer.concat([...contents, Buffer.from(JSON.stringify(output))]))}`,
    parent: path.dirname(folder),
    name: path.basename(folder),
    source: 'folder',
    quantized,
    output,
  };
}

function poolingOf(file: string, remedy: string): Pooling | RetrievalProblem {
  if (!existsSync(file)) return USUAL_POOLING;
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && 'pooling' in value && 'normalize' in value) {
      const { pooling, normalize } = value;
      if ((pooling === 'cls' || pooling === 'mean') && typeof normalize === 'boolean') {
        return { pooling, normalize };
      }
    }
    return problem(
      'model-damaged',
      `"${file}" must have "pooling" ("cls" or "mean") and "normalize" (true or false).`,
      remedy,
    );
  } catch (error) {
    return problem('model-damaged', `"${file}" is damaged: ${messageOf(error)}.`, remedy);
  }
}

function faultOf(content: Buffer | undefined): string | undefined {
  try {
    const value: unknown = JSON.parse(content?.toString('utf8') ?? '');
    return typeof value === 'object' && value !== null ? undefined : 'it holds no object';
  } catch (error) {
    return messageOf(error);
  }
}
