import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeOnce, ROOT } from './make-once.js'
import { translate } from './translator.js'

const CHILDREN = 'src/files/children'
const PROGRAMS = ['inspect', 'convert-image']
const SOURCES = ['src/files', 'src/domain', 'package.json']

/**
 * The folder of the programs that look into files, translated anew only when a source has changed. Each file that
 * somebody sends begins one or two of them, and to translate them there takes longer than all that they do. They lie
 * in the project's own folder, since they look for packages from where they are.
 */
export function translateFilePrograms(): Promise<string> {
  const programs = { folder: join(ROOT, '.data/file-programs'), name: 'children', sources: SOURCES }
  return makeOnce(programs, (outdir) =>
    translate({
      absWorkingDir: ROOT,
      entryPoints: PROGRAMS.map((name) => join(CHILDREN, `${name}.ts`)),
      ...{ outdir, outExtension: { '.js': '.mjs' } },
    }),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await translateFilePrograms()
