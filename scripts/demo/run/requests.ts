import { ResponseError } from 'vscode-jsonrpc';
import type { SessionAnswers } from '../../../test/session-answers.ts';
import { clip, inColumns, widthOf } from '../layout.ts';
import { faint } from '../palette.ts';
import type { Scene } from '../step.ts';
import { BLOCK_WIDTH } from '../transcript.ts';
import { short } from './scene.ts';

type Params = Readonly<Record<string, unknown>>;

/** An error response. */
export interface Refusal {
  readonly code: number;
  readonly kind: string;
  readonly message: string;
  readonly remediation: string;
}

/** Sends a request and shows it as it was sent. */
export function ask<M extends keyof SessionAnswers>(
  scene: Scene,
  method: M,
  params: Params,
): Promise<SessionAnswers[M]> {
  showRequest(scene, method, params);
  return request(scene, method, params);
}

/** The same with evidence that was shown before. */
export function askAgain<M extends keyof SessionAnswers>(
  scene: Scene,
  method: M,
  params: Params,
): Promise<SessionAnswers[M]> {
  showRequest(scene, method, params, true);
  return request(scene, method, params);
}

/** Sends a request and shows nothing. */
export function request<M extends keyof SessionAnswers>(
  { editor }: Scene,
  method: M,
  params: Params,
): Promise<SessionAnswers[M]> {
  return editor.client.request<SessionAnswers[M]>(method, params);
}

/** Sends a request that must be refused, and shows it; undefined when it is not. */
export async function refusal(
  scene: Scene,
  method: keyof SessionAnswers,
  params: Params,
): Promise<Refusal | undefined> {
  try {
    await ask(scene, method, params);
    return undefined;
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    const { kind, remediation } = error.data;
    return { code: error.code, message: error.message, kind, remediation };
  }
}

function showRequest(
  { transcript }: Scene,
  method: string,
  { evidence, ...others }: Params,
  isEvidenceKnown = false,
): void {
  const listed = Object.entries(others).map(
    ([key, value]) => `${key}: ${key === 'sessionId' ? short(`${value}`) : inJson(value)}`,
  );
  const line = `${method}  ${faint(listed.join(', '))}`.trimEnd();
  const shown =
    widthOf(line) <= BLOCK_WIDTH ? [line] : [method, ...listed.map((each) => faint(`  ${each}`))];
  const fields = isEvidenceKnown
    ? [faint('the same evidence')]
    : inColumns(
        Object.entries(evidence ?? {}).map(([field, value]) => [field, JSON.stringify(value)]),
      );
  transcript.block('sent', [
    ...shown,
    ...fields.map((field) => `  ${isEvidenceKnown ? field : clip(field, BLOCK_WIDTH - 2)}`),
  ]);
}

function inJson(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
