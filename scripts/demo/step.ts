import type { Editor } from './editor.ts';
import type { Transcript } from './transcript.ts';

/** What a step of any part has at hand. */
export interface Scene {
  readonly editor: Editor;
  readonly transcript: Transcript;
}

/** A step of the demo: what it is called, and what it does, prints and checks. */
export interface Step<S extends Scene = Scene> {
  readonly title: string;
  play(scene: S): Promise<void>;
}

/** Plays steps in order. A failed one stops the others only when it took the server with it. */
export async function playSteps<S extends Scene>(
  steps: readonly Step<S>[],
  scene: S,
): Promise<void> {
  const { editor, transcript } = scene;
  try {
    for (const [index, { title, play }] of steps.entries()) {
      const finished = await transcript.step(title, () => play(scene));
      if (!finished && !editor.serverRuns) {
        transcript.abandon(`the server has gone; ${steps.length - index - 1} steps were not tried`);
        return;
      }
    }
  } finally {
    await editor.client.kill();
  }
}
