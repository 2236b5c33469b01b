import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../../../server/rag/embedding/embedder.ts';
import { loadEmbedder } from '../../../../server/rag/embedding/load-embedder.ts';
import { isProblem } from '../../../../server/rag/problem.ts';

const FOLDER = 'models/static-en-100d';

describe('the model that comes with praxis-ls', () => {
  let embedder: Embedder;
  const similarity = async (a: string, b: string): Promise<number> => {
    const [one, other] = await embedder.embed([a, b]);
    return Array.from(one ?? []).reduce((sum, value, k) => sum + value * (other?.[k] ?? 0), 0);
  };

  beforeAll(async () => {
    const loaded = await loadEmbedder({
      model: '',
      allowHub: false,
      shippedModels: path.resolve('models'),
      hubCache: '',
    });
    if (isProblem(loaded)) throw new Error(loaded.reason);
    embedder = loaded;
  });

  it('has the files that its checksums name, with its licence and its origin', () => {
    const sums = readFileSync(path.join(FOLDER, 'SHA256SUMS'), 'utf8').trim().split('\n');
    const names = sums.map((line) => {
      const [sum, name = ''] = line.split('  ');
      const bytes = readFileSync(path.join(FOLDER, name));
      expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sum);
      return name;
    });
    const present = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(FOLDER, path.join(entry.parentPath, entry.name)));
    expect([...names, 'NOTICE.md', 'SHA256SUMS'].toSorted()).toEqual(present.toSorted());
    expect(readFileSync(path.join(FOLDER, 'LICENSE'), 'utf8')).toContain('MIT License');
  });

  it('gives vectors of length 1, the same alone and in a batch', async () => {
    const texts = [
      'Roll back a phase.',
      'Locks and deadlocks',
      'a phase ends with its gate '.repeat(1_000),
    ];
    const together = await embedder.embed(texts);
    for (const [index, vector] of together.entries()) {
      expect(vector).toHaveLength(embedder.dimensions);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      const [alone = new Float32Array()] = await embedder.embed([texts[index] ?? '']);
      for (const [k, value] of vector.entries()) expect(alone[k]).toBeCloseTo(value, 5);
    }
  });

  it('has no direction for words that it does not know, which would be near to anything', async () => {
    const unknown = await embedder.embed(['zzzqqq xxyy', 'qwertzuio', 'x'.repeat(20_000)]);
    for (const vector of unknown) expect(Math.hypot(...vector)).toBe(0);
    const [partly = new Float32Array()] = await embedder.embed(['zzzqqq gate']);
    expect(Math.hypot(...partly)).toBeCloseTo(1, 5);
  });

  it('finds like meaning in other words', async () => {
    const like = await similarity('undo the last step', 'revert the previous stage');
    const unlike = await similarity('undo the last step', 'marble statues of the romans');
    expect(like).toBeGreaterThan(unlike + 0.15);
  });

  it('answers zeros for texts without words, wherever they stand in a batch', async () => {
    const vectors = await embedder.embed(['', 'a phase', ' \n\t']);
    expect(vectors.map((vector) => vector.some((value) => value !== 0))).toEqual([
      false,
      true,
      false,
    ]);
    expect(await embedder.embed([])).toEqual([]);
    expect(await embedder.embed([' '])).toEqual([new Float32Array(embedder.dimensions)]);
  });

  it('has a direction for words that it does not know, and never a NaN', async () => {
    const [vector = new Float32Array()] = await embedder.embed(['zqxjv 🎯🛑 wwwvvv']);
    expect(vector.every(Number.isFinite)).toBe(true);
  });
});
