import { readdirSync, readFileSync } from 'node:fs'

/** CPU milliseconds since a process began, its children's with it, by the name given to its root. */
export type CpuTimes = Record<string, number>

const TICK_MS = 10

interface Stat {
  parent: number
  ms: number
}

/** Linux alone: elsewhere there is nothing to read, and every figure is 0. */
function readProcesses(): Map<number, Stat> {
  const processes = new Map<number, Stat>()
  let names: string[] = []
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return processes
  }
  for (const name of names) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0)
      processes.set(Number(name), { parent: Number(fields[1]), ms: ticks * TICK_MS })
    } catch {
      // it ended meanwhile
    }
  }
  return processes
}

/** Reads what the processes and all that they have started have used. */
export function readCpu(roots: Record<string, number | undefined>): CpuTimes {
  const processes = readProcesses()
  const total = (root: number): number => {
    let ms = processes.get(root)?.ms ?? 0
    for (const [pid, { parent }] of processes) if (parent === root) ms += total(pid)
    return ms
  }
  return Object.fromEntries(
    Object.entries(roots).map(([name, pid]) => [name, pid === undefined ? 0 : total(pid)]),
  )
}

export function subtractCpu(after: CpuTimes, before: CpuTimes): CpuTimes {
  return Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]),
  )
}

/** What one request cost all processes, and each of them. */
export function describeCpu(used: CpuTimes, requests: number): string {
  const costs = Object.entries(used).map(([name, ms]) => ({ name, ms: ms / requests }))
  const total = costs.reduce((sum, { ms }) => sum + ms, 0)
  return `${total.toFixed(2)} (${costs.map(({ name, ms }) => `${name} ${ms.toFixed(2)}`).join(', ')})`
}

/** What a process holds of memory, in bytes; Linux alone. */
export function readMemory(pid: number | undefined): number {
  return readStatus(pid, /VmRSS:\s+(\d+)/)
}

/** The most that it has held. */
export function readPeakMemory(pid: number | undefined): number {
  return readStatus(pid, /VmHWM:\s+(\d+)/)
}

function readStatus(pid: number | undefined, member: RegExp): number {
  try {
    return Number(member.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
