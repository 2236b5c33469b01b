import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadEmbedder } from '../../../../server/rag/embedding/load-embedder.ts';
import { isProblem, type RetrievalProblem } from '../../../../server/rag/problem.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';

const SHIPPED = path.resolve('models');
let folder: TemporaryFolder;

beforeAll(() => {
  folder = new TemporaryFolder();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined); // transformers.js tells it there too.
});
afterAll(() => {
  vi.restoreAllMocks();
  folder[Symbol.dispose]();
});

/** A copy of the model that comes with praxis-ls, to be damaged. */
function copy(name: string): string {
  const at = folder.at(name);
  cpSync(path.join(SHIPPED, 'static-en-100d'), at, { recursive: true });
  return at;
}

async function problemOf(model: string, shippedModels = SHIPPED): Promise<RetrievalProblem> {
  const loaded = await loadEmbedder({ model, allowHub: false, shippedModels, hubCache: '' });
  if (!isProblem(loaded)) throw new Error('It was loaded.');
  expect(loaded.reason).toMatch(/^[^.].*\.$/s);
  expect(loaded.remedy).toMatch(/\.$/);
  return loaded;
}

describe('a model that cannot be used', () => {
  it('is told from one that is not there', async () => {
    const missing = await problemOf(folder.at('nowhere'));
    expect(missing).toMatchObject({ code: 'model-missing' });
    expect(missing.reason).toContain('tokenizer.json');
    expect(missing.remedy).toContain('praxis.retrieval.model');
    const gone = await problemOf('', folder.at('nowhere'));
    expect(gone.remedy).toContain('Install praxis-ls again');
  });

  it('is named by the file that it lacks', async () => {
    const at = copy('no-weights');
    folder.delete('no-weights/onnx');
    expect(await problemOf(at)).toMatchObject({ code: 'model-missing' });
    expect((await problemOf(at)).reason).toContain('onnx/model.onnx');
  });

  it('is named by the file that is damaged', async () => {
    const at = copy('bad-tokenizer');
    const file = path.join(at, 'tokenizer.json');
    writeFileSync(file, readFileSync(file).subarray(0, 10_000));
    expect(await problemOf(at)).toMatchObject({ code: 'model-damaged' });
    expect((await problemOf(at)).reason).toContain('tokenizer.json');
  });

  it('is told when its weights are cut off', async () => {
    const at = copy('bad-weights');
    const file = path.join(at, 'onnx/model_quantized.onnx');
    writeFileSync(file, readFileSync(file).subarray(0, 100_000));
    const cut = await problemOf(at);
    expect(cut).toMatchObject({ code: 'model-damaged' });
    expect(cut.reason).toContain('"onnx/model_quantized.onnx" is damaged, cut off');
  });

  it('is told when it is of another kind', async () => {
    const at = copy('bad-config');
    writeFileSync(path.join(at, 'praxis-model.json'), '{"pooling": "max"}');
    expect((await problemOf(at)).reason).toContain('"pooling"');
  });

  it.each([
    ['Xenova/all-MiniLM-L6-v2', 'praxis.retrieval.allowHub'],
    ['../relative/path', 'absolute path'],
    ['..', 'absolute path'],
  ])('is not looked for at %s without leave', async (model, remedy) => {
    const refused = await problemOf(model);
    expect(refused).toMatchObject({ code: 'model-missing' });
    expect(refused.remedy).toContain(remedy);
  });
});

describe('a model of the user', () => {
  it('is loaded from any absolute path, and is another model than ours', async () => {
    const at = copy('my model äöü');
    writeFileSync(path.join(at, 'praxis-model.json'), '{"pooling": "cls", "normalize": true}');
    const choice = { allowHub: false, shippedModels: SHIPPED, hubCache: '' };
    const mine = await loadEmbedder({ ...choice, model: at });
    const ours = await loadEmbedder({ ...choice, model: '' });
    if (isProblem(mine) || isProblem(ours)) throw new Error('It was not loaded.');
    expect(mine.id).not.toBe(ours.id);
    expect(mine.dimensions).toBe(100);
    expect(await mine.embed(['a'])).toEqual(await ours.embed(['a']));
  });
});
