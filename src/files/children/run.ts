import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Limits, runLimited } from '../run-limited.js'

/** It ended without an answer: the file has brought it down, or the machine. */
export class ChildDiedError extends Error {
  override name = 'ChildDiedError'
}

export interface ChildOptions {
  folder: string
  limits: Limits
  signal?: AbortSignal | undefined
  /** Where the programs lie translated; their sources are run where this is left out. */
  programs?: string | undefined
}

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

type Program = 'inspect' | 'convert-image'

/** Runs one of the programs beside this: what a file does to it, it does to nothing else. */
export async function runChild<Answer>(
  program: Program,
  request: object,
  { folder, limits, signal, programs }: ChildOptions,
): Promise<Answer> {
  const heap = `--max-old-space-size=${Math.floor(limits.memoryMb / 2)}`
  const args = [heap, ...findProgram(program, programs), JSON.stringify(request)]
  const ended = await runLimited({ command: process.execPath, args, folder, limits, signal })
  const line = ended.output.trim().split('\n').at(-1)
  if (ended.code === 0 && line?.startsWith('{')) return JSON.parse(line) // what answer.ts wrote
  throw new ChildDiedError(`${program} ended with ${ended.code}: ${ended.errors.slice(-500)}`)
}

/** Whoever empties the folder of what was translated, under a worker that runs, makes it slower and does no more. */
function findProgram(program: Program, programs: string | undefined): string[] {
  const translated = programs === undefined ? undefined : join(programs, `${program}.mjs`)
  if (translated !== undefined && existsSync(translated)) return [translated]
  return ['--import', TSX, fileURLToPath(new URL(`${program}.ts`, import.meta.url))]
}
