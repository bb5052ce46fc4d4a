import { hkdfSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose'
import { z } from 'zod'

/** The first key signs; of those retired the public part suffices. */
const keySet = z.object({
  keys: z.tuple(
    [z.looseObject({ kid: z.string(), d: z.string() })],
    z.looseObject({ kid: z.string() }),
  ),
})

export interface KeyRing {
  /** The first key signs. */
  signing: { kid: string; key: CryptoKey }
  verifying: Map<string, CryptoKey>
  /** What `/.well-known/jwks.json` answers. */
  published: JSONWebKeySet
  /** Whether what it signs can be verified after this process: not with a key made for it alone. */
  isLasting: boolean
  /** What tries to sign in are named by; it goes with the key that signs. */
  attemptSecret: Buffer
  /** What addresses to send files to are signed by; it goes with the key that signs. */
  uploadSecret: Buffer
  /** What the tokens of mailed links are derived by; it goes with the key that signs. */
  linkSecret: Buffer
  /** What addresses for answers of other systems are signed by: the first makes them, and any of them is believed. */
  replySecrets: readonly [Buffer, ...Buffer[]]
  /** What links to surveys are signed by, likewise. */
  surveySecrets: readonly [Buffer, ...Buffer[]]
  /** What addresses that mails about a ticket are answered to are signed by, likewise. */
  mailSecrets: readonly [Buffer, ...Buffer[]]
  /** What a payment provider of our own signs what it says by itself with, likewise. */
  paymentSecrets: readonly [Buffer, ...Buffer[]]
  /** What readers of articles are counted by; it goes with the key that signs. */
  readerSecret: Buffer
  /** What sign-ins elsewhere are kept by in the browser; it goes with the key that signs. */
  attemptCookieSecret: Buffer
}

/** A fresh Ed25519 private key, as a member of a JWK set. */
export async function newSigningKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return { ...(await exportJWK(privateKey)), kid, alg: 'EdDSA', use: 'sig' }
}

export async function loadKeyRing(source: { inline?: string; file?: string }): Promise<KeyRing> {
  const stored =
    source.inline ?? (source.file === undefined ? undefined : await readFile(source.file, 'utf8'))
  const { keys } =
    stored === undefined
      ? { keys: [await newSigningKey('ephemeral')] }
      : keySet.parse(JSON.parse(stored))
  const verifying = new Map<string, CryptoKey>()
  const published: JWK[] = []
  let signing: KeyRing['signing'] | undefined
  for (const jwk of keys) {
    const { d: _private, ...open }: JWK = jwk
    const kid = String(jwk.kid)
    signing ??= { kid, key: await publicOrPrivate(jwk) }
    verifying.set(kid, await publicOrPrivate(open))
    published.push({ ...open, kid, alg: 'EdDSA', use: 'sig' })
  }
  if (signing === undefined) throw new Error('no signing key')
  const attemptSecret = deriveSecret(String(keys[0].d), 'tries to sign in')
  const uploadSecret = deriveSecret(String(keys[0].d), 'addresses of uploads')
  const linkSecret = deriveSecret(String(keys[0].d), 'links in mails')
  const attemptCookieSecret = deriveSecret(String(keys[0].d), 'sign-ins elsewhere')
  const readerSecret = deriveSecret(String(keys[0].d), 'readers of articles')
  const isLasting = stored !== undefined
  return {
    signing,
    verifying,
    published: { keys: published },
    isLasting,
    attemptSecret,
    uploadSecret,
    linkSecret,
    replySecrets: deriveAll(keys, 'answers of other systems'),
    surveySecrets: deriveAll(keys, 'links to surveys'),
    mailSecrets: deriveAll(keys, 'answers by mail'),
    paymentSecrets: deriveAll(keys, 'words of the sandbox'),
    readerSecret,
    attemptCookieSecret,
  }
}

/** That of the key that signs first, then those of the keys before it, as far as they are known. */
function deriveAll([first, ...former]: readonly JWK[], purpose: string): [Buffer, ...Buffer[]] {
  const known = former.flatMap(({ d }) => (d === undefined ? [] : [String(d)]))
  return [deriveSecret(String(first?.d), purpose), ...known.map((d) => deriveSecret(d, purpose))]
}

async function publicOrPrivate(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'EdDSA')
  if (key instanceof Uint8Array) throw new Error('signing keys must be Ed25519 keys')
  return key
}

/** A secret of its own for each purpose: none of them tells the key, or another. */
function deriveSecret(privateKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', privateKey, '', `perdure ${purpose}`, 32))
}
