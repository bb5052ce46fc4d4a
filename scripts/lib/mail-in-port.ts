import type { StartConfig } from '../../src/config.js'
import { canListen } from './ports.js'

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
