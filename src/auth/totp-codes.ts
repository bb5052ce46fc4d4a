import { randomBytes } from 'node:crypto'
import { verifySync } from 'otplib'
import { hashToken } from '../write/users/derive-token.js'

const STEP_SECONDS = 30
const RECOVERY_CODES = 10
/** Neither I nor O, which look like figures. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const RECOVERY_CODE = /^(?:[A-Z2-9]{4}-?){3}[A-Z2-9]{4}$/i

/** The step that the code belongs to, now or one before or after; undefined when it is of none. */
export function findStep(secret: string, code: string, nowMs: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const epoch = Math.floor(nowMs / 1_000)
  const checked = verifySync({ secret, token: code, epoch, epochTolerance: STEP_SECONDS })
  return checked.valid ? Math.floor(epoch / STEP_SECONDS) + checked.delta : undefined
}

/** Codes of 80 random bits, each for one sign-in without the authenticator. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = [...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length])
    return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
  })
}

export function isRecoveryCode(text: string): boolean {
  return RECOVERY_CODE.test(text)
}

/** What is stored of a recovery code, however it is written. */
export function hashRecoveryCode(code: string): string {
  return hashToken(code.replaceAll('-', '').toUpperCase())
}
