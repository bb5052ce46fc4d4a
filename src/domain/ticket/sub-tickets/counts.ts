/** An integer, rounded down. */
export function percentClosed({ total, closed }: { total: number; closed: number }): number {
  return total === 0 ? 0 : Math.floor((closed / total) * 100)
}

export function subTicketNumber(parent: { number: string }, n: number): string {
  return `${parent.number}.${n}`
}
