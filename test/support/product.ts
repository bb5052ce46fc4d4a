import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { freePort } from '../../scripts/lib/ports.js'
import { copyFirstData } from './first-data.js'
import { demoEmail } from './world.js'

export interface Reply<T = Record<string, any>> {
  status: number
  headers: Headers
  body: T
}

/** Less than a token is good for. */
const TOKEN_MS = 480_000

/** `npm start` as a user has it: real processes, real ports, a data folder that outlives them. */
export class Product {
  readonly folder: string
  readonly env: Record<string, string>
  readonly url: string
  readonly temporalAddress: string
  output = ''
  /** The clone whose program is started. */
  tree = process.cwd()
  #process: ChildProcess | undefined
  readonly #tokens = new Map<string, { token: string; atMs: number }>()

  private constructor(folder: string, env: Record<string, string>) {
    this.folder = folder
    this.env = env
    this.url = `http://127.0.0.1:${env.PORT}`
    this.temporalAddress = `127.0.0.1:${env.TEMPORAL_PORT}`
  }

  /** On the data of a first start; `env` is its settings beside those of every test's. */
  static async prepare(env: Record<string, string> = {}): Promise<Product> {
    const product = await Product.prepareEmpty(env)
    await copyFirstData(product.folder)
    return product
  }

  /** Its first start is one. */
  static async prepareEmpty(env: Record<string, string> = {}): Promise<Product> {
    const folder = await mkdtemp(join(tmpdir(), 'perdure-product-'))
    return new Product(folder, {
      DATA_FOLDER: folder,
      PORT: String(await freePort()),
      TEMPORAL_PORT: String(await freePort()),
      TEMPORAL_UI_PORT: String(await freePort()),
      MAIL_IN_PORT: String(await freePort()),
      TEMPORAL_CLI_PATH: inject('temporalBinary'),
      FFMPEG_PATH: inject('ffmpegPath'),
      ...env,
    })
  }

  /** Another that would start on the same folder and ports. */
  twin(): Product {
    return new Product(this.folder, this.env)
  }

  /** Resolves when the screen is printed; rejects with what was said when it ends before. */
  start(args: string[] = [], env: Record<string, string> = {}): Promise<void> {
    this.output = ''
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', ...args], {
      cwd: this.tree,
      // vitest sets NODE_ENV, which a user does not
      env: { ...process.env, NODE_ENV: undefined, ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.#process = child
    return new Promise((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        this.output += chunk.toString()
        if (this.output.includes('Perdure is ready')) resolve()
      }
      child.stdout?.on('data', listen)
      child.stderr?.on('data', listen)
      child.once('exit', (code) => reject(new Error(`ended with ${code}: ${this.output}`)))
    })
  }

  async pids(): Promise<Record<string, number>> {
    const { pid, children } = JSON.parse(await readFile(join(this.folder, 'start.json'), 'utf8'))
    return { start: pid, ...children }
  }

  async kill(
    name: 'worker' | 'api' | 'postgres' | 'temporal' | 'start',
    signal: NodeJS.Signals = 'SIGKILL',
  ): Promise<void> {
    const pid = (await this.pids())[name]
    if (pid !== undefined) process.kill(pid, signal)
  }

  /** The pid of the supervisor's child whose command line (blanks between arguments) has the mark, once there is one. */
  async waitForChild(mark: string): Promise<number> {
    for (const until = Date.now() + 20_000; Date.now() < until; await pause(20)) {
      for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
        const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
        if (!status.includes(`PPid:\t${this.#process?.pid}\n`)) continue
        const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
        if (command.replaceAll('\0', ' ').includes(mark)) return Number(pid)
      }
    }
    throw new Error(`no ${mark} was started: ${this.output}`)
  }

  /** The exit code of an orderly end. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null
    if (child.signalCode !== null) return null // it was killed
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill(signal)
    return exited
  }

  async remove(): Promise<void> {
    await this.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  async token(who: string): Promise<string> {
    const known = this.#tokens.get(who)
    if (known !== undefined && Date.now() - known.atMs < TOKEN_MS) return known.token
    const { body } = await this.call(null, 'POST', '/auth/login', {
      login: demoEmail(who),
      password: DEMO_PASSWORD,
    })
    this.#tokens.set(who, { token: body.accessToken, atMs: Date.now() })
    return body.accessToken
  }

  async call<T = Record<string, any>>(
    who: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const auth: Record<string, string> =
      who === null ? {} : { Authorization: `Bearer ${await this.token(who)}` }
    const response = await fetch(
      `${this.url}${path.startsWith('/dev') || path.startsWith('/readyz') ? '' : '/api/v1'}${path}`,
      {
        method,
        headers: {
          ...auth,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    )
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text.startsWith('{') ? JSON.parse(text) : {},
    }
  }

  /** As a careful client: the same key again until there is an answer that is one. */
  async persist<T = Record<string, any>>(
    who: string,
    method: string,
    path: string,
    body: unknown,
    key: string,
  ): Promise<Reply<T>> {
    for (const until = Date.now() + 60_000; ; ) {
      const reply = await this.call<T>(who, method, path, body, { 'Idempotency-Key': key }).catch(
        () => undefined,
      )
      const settled =
        reply !== undefined &&
        reply.status < 500 &&
        reply.status !== 202 &&
        !(reply.status === 409 && JSON.stringify(reply.body).includes('in_flight'))
      if (settled) return reply
      if (Date.now() > until)
        throw new Error(`no answer to ${method} ${path}: ${JSON.stringify(reply?.body)}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}
