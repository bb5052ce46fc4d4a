import { createHash, createHmac } from 'node:crypto'

/**
 * The token of a mailed link. Only its hash is stored, and its id goes into the mail's letter: whoever reads the database,
 * or a copy of it, can't make the token without the key.
 */
export function deriveToken(linkSecret: Buffer, tokenId: string): string {
  return createHmac('sha256', linkSecret).update(tokenId).digest('base64url')
}

/** What is stored of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
