import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'

export interface Limits {
  /** By the clock, and of processor time. */
  seconds: number
  cpuSeconds: number
  memoryMb: number
  /** No file that it writes becomes larger. */
  fileMb: number
}

export interface Program {
  command: string
  args: readonly string[]
  /** Its working folder. */
  folder: string
  limits: Limits
  signal?: AbortSignal | undefined
  /** Each line that it prints, as it comes. */
  onLine?: (line: string) => void
}

export interface Ended {
  /** Null where a signal ended it: a limit, or whoever called. */
  code: number | null
  /** It was ended because its time by the clock was over. */
  isLate: boolean
  /** The beginning of what it said. */
  output: string
  errors: string
}

/**
 * Limits go with the process, so that they hold whatever becomes of this one. Where the system can, it is killed when
 * its parent is gone, and can't gain rights.
 */
const LIMITED = `ulimit -c 0; ulimit -t "$1"; ulimit -d "$2" 2>/dev/null; ulimit -f "$3"; shift 3
if command -v setpriv >/dev/null 2>&1; then exec setpriv --pdeathsig KILL --no-new-privs "$@"; fi
exec "$@"`

const BLOCK_BYTES = 512
const MOST_OUTPUT = 65_536

/** Runs a program on what somebody sent: with limits, nothing of our environment, and nothing to read from. */
export async function runLimited(program: Program): Promise<Ended> {
  const { command, args, folder, limits, signal } = program
  signal?.throwIfAborted()
  const bounds = [
    limits.cpuSeconds,
    limits.memoryMb * 1_024,
    (limits.fileMb * 1_024 * 1_024) / BLOCK_BYTES,
  ]
  const child = spawn('/bin/sh', ['-c', LIMITED, 'sh', ...bounds.map(String), command, ...args], {
    cwd: folder,
    env: { PATH: SEARCH_PATH, TMPDIR: tmpdir() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let isLate = false
  const kill = () => child.kill('SIGKILL')
  const late = setTimeout(() => {
    isLate = true
    kill()
  }, limits.seconds * 1_000)
  signal?.addEventListener('abort', kill, { once: true })
  try {
    const [output, errors, code] = await Promise.all([
      collect(child.stdout, program.onLine),
      collect(child.stderr),
      new Promise<number | null>((resolve, reject) => {
        child.once('error', reject)
        child.once('close', resolve)
      }),
    ])
    signal?.throwIfAborted()
    return { code, isLate, output, errors }
  } finally {
    clearTimeout(late)
    signal?.removeEventListener('abort', kill)
  }
}

const SEARCH_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** So much of it as is kept; all of it is read, so that the program never waits for a reader. */
async function collect(
  stream: NodeJS.ReadableStream,
  onLine?: (line: string) => void,
): Promise<string> {
  let kept = ''
  let begun = ''
  stream.setEncoding('utf8')
  for await (const chunk of stream) {
    const text = String(chunk)
    if (kept.length < MOST_OUTPUT) kept = (kept + text).slice(0, MOST_OUTPUT)
    if (onLine === undefined) continue
    const lines = (begun + text).split('\n')
    begun = (lines.pop() ?? '').slice(-MOST_OUTPUT)
    lines.forEach(onLine)
  }
  return kept
}
