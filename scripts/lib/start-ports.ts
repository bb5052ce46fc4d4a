import type { StartConfig } from '../../src/config.js'
import { canListen, requireFreePorts } from './ports.js'

/** Throws, naming the settings, when some that it needs can't be had. */
export async function requirePorts(config: StartConfig): Promise<void> {
  const temporal = [
    { port: config.temporalPort, host: '127.0.0.1', setting: 'TEMPORAL_PORT' },
    { port: config.temporalUiPort, host: '127.0.0.1', setting: 'TEMPORAL_UI_PORT' },
  ]
  await requireFreePorts([
    { port: config.port, host: config.host, setting: 'PORT' },
    ...(config.temporal === undefined ? temporal : []),
    ...(config.mailInPort === undefined
      ? []
      : [{ port: config.mailInPort, host: '127.0.0.1', setting: 'MAIL_IN_PORT' }]),
  ])
}

const USUAL = 2525

/** Where mails come in: where it was said, or else, in development, at the usual port unless another start has it. */
export async function chooseMailInPort(
  { mode, mailInPort }: StartConfig,
  say: (line: string) => void,
): Promise<number | undefined> {
  if (mailInPort !== undefined || mode === 'production') return mailInPort
  if (await canListen(USUAL, '127.0.0.1')) return USUAL
  say(`port ${USUAL} is taken: no mails come in. MAIL_IN_PORT names another.`)
  return undefined
}

/** What tells a worker to take mails there. */
export function listenAt(mailInPort: number | undefined): Record<string, string> {
  return mailInPort === undefined ? {} : { MAIL_IN_PORT: String(mailInPort) }
}
