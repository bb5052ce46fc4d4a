import type { Config } from './config.js'

/** One line to whoever started this process by hand: `npm start` has its own screen, and production its log. */
export function tellStarter({ production }: Pick<Config, 'production'>, line: string): void {
  if (!production && process.send === undefined) process.stderr.write(`${line}\n`)
}
