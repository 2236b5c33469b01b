import { endianness } from 'node:os';
import { encodeMessage, type Field } from './protobuf.ts';
import { DIMENSIONS } from './word-source.ts';
import type { WordTable } from './word-table.ts';

/** Numbers of fields and types from the schema of ONNX (`onnx.proto`, IR version 8, operators 13). */
const MODEL = { irVersion: 1, producerName: 2, graph: 7, opsetImport: 8 };
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 };
const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5 };
const ATTRIBUTE = { name: 1, i: 3, ints: 8, type: 20 };
const TENSOR = { dims: 1, dataType: 2, name: 8, rawData: 9 };
const ATTRIBUTE_TYPE = { INT: 2, INTS: 7 };
const DATA_TYPE = { FLOAT: 1, INT8: 3, INT64: 7 };

/** Rows before the words': what pads a text in a batch, and all words that are not in the table. */
export const SPECIAL_ROWS = ['[PAD]', '[UNK]'] as const;

/**
 * The model: a text's rows are summed and the sum is made a unit vector, all inside the graph, since
 * transformers.js would do it in a slow loop. A row of the padding is zero, so the sum over a batch's
 * positions is the sum over the text. Output `[batch, 1, DIMENSIONS]`: ask for the pooling `cls`.
 *
 * Rows are 8-bit integers with a factor each: their weights span three decades, so one factor for
 * all would lose the frequent words.
 */
export function encodeModel({ rows }: WordTable): Uint8Array {
  if (endianness() !== 'LE') throw new Error('ONNX wants little-endian numbers.');
  const size = rows.length + SPECIAL_ROWS.length;
  const table = new Int8Array(size * DIMENSIONS);
  const factors = new Float32Array(size);
  // An unknown word never matters beside a known one, and a text of unknown words still has a direction.
  table[DIMENSIONS] = 127;
  factors[1] = 1e-9;
  rows.forEach((row, index) => {
    const at = index + SPECIAL_ROWS.length;
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    factors[at] = largest / 127;
    row.forEach((value, k) => {
      table[at * DIMENSIONS + k] = Math.round((value / largest) * 127);
    });
  });
  const graph: Field[] = [
    node('Gather', ['table', 'input_ids'], 'rows8', [integer('axis', 0)]),
    node('Cast', ['rows8'], 'rows', [integer('to', DATA_TYPE.FLOAT)]),
    node('Gather', ['factors', 'input_ids'], 'factor', [integer('axis', 0)]),
    node('Mul', ['rows', 'factor'], 'tokens'),
    node('ReduceSum', ['tokens', 'positions'], 'sum', [integer('keepdims', 1)]),
    node('ReduceL2', ['sum'], 'norm', [integers('axes', [2]), integer('keepdims', 1)]),
    node('Max', ['norm', 'smallest'], 'divisor'),
    node('Div', ['sum', 'divisor'], 'last_hidden_state'),
    [GRAPH.name, 'static-embedding'],
    tensor('table', DATA_TYPE.INT8, [size, DIMENSIONS], table),
    tensor('factors', DATA_TYPE.FLOAT, [size, 1], factors),
    tensor('positions', DATA_TYPE.INT64, [1], BigInt64Array.of(1n)),
    tensor('smallest', DATA_TYPE.FLOAT, [1], Float32Array.of(1e-12)),
    [GRAPH.input, value('input_ids', DATA_TYPE.INT64, ['batch', 'sequence'])],
    [GRAPH.output, value('last_hidden_state', DATA_TYPE.FLOAT, ['batch', 1, DIMENSIONS])],
  ];
  return encodeMessage([
    [MODEL.irVersion, 8],
    [MODEL.producerName, 'praxis-ls'],
    [MODEL.graph, graph],
    [MODEL.opsetImport, [[2, 13]]],
  ]);
}

function node(
  opType: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly Field[] = [],
): Field {
  return [
    GRAPH.node,
    [
      ...inputs.map((input): Field => [NODE.input, input]),
      [NODE.output, output],
      [NODE.name, output],
      [NODE.opType, opType],
      ...attributes,
    ],
  ];
}

function integer(name: string, value: number): Field {
  return [
    NODE.attribute,
    [
      [ATTRIBUTE.name, name],
      [ATTRIBUTE.i, value],
      [ATTRIBUTE.type, ATTRIBUTE_TYPE.INT],
    ],
  ];
}

function integers(name: string, values: readonly number[]): Field {
  return [
    NODE.attribute,
    [
      [ATTRIBUTE.name, name],
      ...values.map((each): Field => [ATTRIBUTE.ints, each]),
      [ATTRIBUTE.type, ATTRIBUTE_TYPE.INTS],
    ],
  ];
}

function tensor(
  name: string,
  dataType: number,
  dims: readonly number[],
  data: Int8Array | Float32Array | BigInt64Array,
): Field {
  return [
    GRAPH.initializer,
    [
      ...dims.map((dim): Field => [TENSOR.dims, dim]),
      [TENSOR.dataType, dataType],
      [TENSOR.name, name],
      [TENSOR.rawData, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)],
    ],
  ];
}

/** The description of an input or output; a dimension of any size has a name. */
function value(name: string, elementType: number, dims: readonly (number | string)[]): Field[] {
  const shape = dims.map((dim): Field => [1, [typeof dim === 'string' ? [2, dim] : [1, dim]]]);
  const tensorType: Field[] = [
    [1, elementType],
    [2, shape],
  ];
  return [
    [1, name],
    [2, [[1, tensorType]]],
  ];
}
