import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ProviderEvent, SignedEvent } from './provider.js'

/** Signed as the sandbox signs what it says by itself. */
export function signEvent(secret: Buffer, event: ProviderEvent): SignedEvent {
  const body = JSON.stringify(event)
  return { body, signature: prove(secret, body).toString('hex') }
}

/** Undefined for what the sandbox has not signed. */
export function openEvent(
  secrets: readonly Buffer[],
  { body, signature }: SignedEvent,
): ProviderEvent | undefined {
  const given = Buffer.from(signature, 'hex')
  const isBy = (secret: Buffer) => {
    const proof = prove(secret, body)
    return given.length === proof.length && timingSafeEqual(proof, given)
  }
  if (!secrets.some(isBy)) return undefined
  return JSON.parse(body) as ProviderEvent // it was signed by the sandbox itself
}

function prove(secret: Buffer, body: string): Buffer {
  return createHmac('sha256', secret).update(body).digest()
}
