import { readdir, readFile } from 'node:fs/promises'

/** Command lines that name this folder: programs that work on what lies in it. */
export async function listPrograms(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  )
  return commands.filter((command) => command.includes(folder))
}
