import { createRequire } from 'node:module'
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
}

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Runs one of the programs beside this: what a file does to it, it does to nothing else. */
export async function runChild<Answer>(
  program: 'inspect' | 'convert-image',
  request: object,
  { folder, limits, signal }: ChildOptions,
): Promise<Answer> {
  const path = fileURLToPath(new URL(`${program}.ts`, import.meta.url))
  const heap = `--max-old-space-size=${Math.floor(limits.memoryMb / 2)}`
  const args = [heap, '--import', TSX, path, JSON.stringify(request)]
  const ended = await runLimited({ command: process.execPath, args, folder, limits, signal })
  const line = ended.output.trim().split('\n').at(-1)
  if (ended.code === 0 && line?.startsWith('{')) return JSON.parse(line) // what answer.ts wrote
  throw new ChildDiedError(`${program} ended with ${ended.code}: ${ended.errors.slice(-500)}`)
}
