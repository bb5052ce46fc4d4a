import { parentPort } from 'node:worker_threads'
import type { ParsedMail } from '../domain/mail-in/mail.js'
import { parseMail } from './parse.js'

export type ParseAnswer = { kind: 'parsed'; mail: ParsedMail } | { kind: 'unreadable'; why: string }

parentPort?.on('message', async (raw: Uint8Array) => {
  parentPort?.postMessage(await answer(Buffer.from(raw)))
})

async function answer(raw: Buffer): Promise<ParseAnswer> {
  try {
    return { kind: 'parsed', mail: await parseMail(raw) }
  } catch (error) {
    return { kind: 'unreadable', why: String(error) }
  }
}
