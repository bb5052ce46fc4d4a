import { sum } from './money.js'

/** What was taken, and how much of it is not given back yet. */
export interface CapturedPayment {
  paymentId: string
  left: number
}

/** Which payments an amount is given back by, the last first; what was never taken is not given back. */
export function shareRefund(captured: readonly CapturedPayment[], amount: number) {
  let open = amount
  return captured.flatMap(({ paymentId, left }) => {
    const part = Math.min(left, open)
    open -= part
    return part > 0 ? [{ paymentId, amount: part }] : []
  })
}

/** How much of a credit is given back: no more than was taken, and is not given back yet, above all that is billed. */
export function findRefund(
  captured: readonly CapturedPayment[],
  { billed, credit }: { billed: number; credit: number },
): number {
  const taken = sum(captured.map(({ left }) => left))
  return Math.max(Math.min(credit, taken - billed), 0)
}
