/** An integer, rounded down. */
export function percentClosed({ total, closed }: { total: number; closed: number }): number {
  return total === 0 ? 0 : Math.floor((closed * 100) / total)
}

export function subTicketNumber(parent: { number: string }, n: number): string {
  return `${parent.number}.${n}`
}
