import { execFile } from 'node:child_process'
import { readdir, readFile, readlink, realpath } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Mark {
  /** A part of the command line, whose arguments are separated and ended by one blank. */
  argument: string
  /** Where it works, if that tells it from another of its kind. */
  directory?: string
}

/** Whether the process is the one meant, and not another program that has its pid by now. */
export async function isProcess(pid: number, { argument, directory }: Mark): Promise<boolean> {
  if (pid === process.pid) return false
  if (!(await readCommand(pid)).includes(argument)) return false
  if (directory === undefined) return true
  const meant = await realpath(directory).catch(() => undefined) // it may be gone: then nothing works there
  return meant !== undefined && meant === (await readDirectory(pid))
}

/** All that bear the mark, whoever started them. */
export async function findProcesses(mark: Mark): Promise<number[]> {
  const names =
    process.platform === 'linux'
      ? await readdir('/proc')
      : (await run('ps', ['-ax', '-o', 'pid='])).stdout.split(/\s+/)
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const ours = await Promise.all(pids.map((pid) => isProcess(pid, mark)))
  return pids.filter((_, index) => ours[index])
}

async function readCommand(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return command.replaceAll('\0', ' ')
  }
  const { stdout } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }))
  return `${stdout.trim()} `
}

async function readDirectory(pid: number): Promise<string> {
  if (process.platform === 'linux') return readlink(`/proc/${pid}/cwd`).catch(() => '')
  const { stdout } = await run('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn']).catch(() => ({
    stdout: '',
  }))
  return /^n(.*)$/m.exec(stdout)?.[1] ?? ''
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
