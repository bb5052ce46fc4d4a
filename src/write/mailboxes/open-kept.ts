/**
 * What opens a mailbox; null where it is not kept, or where its key is no longer given: then it is as good as forgotten, and only
 * whoever gives it anew helps.
 */
export function openKept(kept: string | null, open: (kept: string) => string): string | null {
  if (kept === null) return null
  try {
    return open(kept)
  } catch {
    return null
  }
}
