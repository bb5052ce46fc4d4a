/** What the sandbox takes for a payment method, and how each behaves. */
export const SANDBOX_TOKENS = {
  tok_approve: 'approve',
  tok_decline: 'decline',
  tok_hang: 'hang',
  tok_twice: 'twice',
} as const

export type SandboxToken = keyof typeof SANDBOX_TOKENS
type Manner = (typeof SANDBOX_TOKENS)[SandboxToken]

/** Of a token that approves, these totals behave otherwise. */
const BY_AMOUNT: ReadonlyMap<number, Manner> = new Map([
  [4_000_002, 'decline'],
  [4_000_004, 'hang'],
  [4_000_006, 'twice'],
])

export function isSandboxToken(token: string): token is SandboxToken {
  return Object.hasOwn(SANDBOX_TOKENS, token)
}

/** What it does not know is declined. */
export function chooseManner({ token, amount }: { token: string; amount: number }): Manner {
  const manner = isSandboxToken(token) ? SANDBOX_TOKENS[token] : 'decline'
  return manner === 'approve' ? (BY_AMOUNT.get(amount) ?? manner) : manner
}
