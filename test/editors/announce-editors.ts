import { EDITORS_FOLDER, findNeovims } from './found-editors.ts';

/** Says which editors the tests drive, or that there is none and they are skipped. */
export default function announceEditors(): void {
  const neovims = findNeovims();
  console.log(
    neovims.length > 0
      ? `Driving ${neovims.map(({ version, command }) => `${version} (${command})`).join(' and ')}`
      : `NO NEOVIM FOUND, its tests are SKIPPED. Looked for ${EDITORS_FOLDER}/bin/nvim* (set PRAXIS_EDITORS for another folder) and for nvim on PATH.`,
  );
}
