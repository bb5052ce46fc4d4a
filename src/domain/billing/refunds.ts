/** What was taken, and how much of it is not given back yet. */
export interface Captured {
  paymentId: string
  left: number
}

/** Which payments an amount is given back by, the last first; what was never taken is not given back. */
export function shareRefund(captured: readonly Captured[], amount: number) {
  let open = amount
  return captured.flatMap(({ paymentId, left }) => {
    const part = Math.min(left, open)
    open -= part
    return part > 0 ? [{ paymentId, amount: part }] : []
  })
}
