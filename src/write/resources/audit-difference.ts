import type { Change } from './change-facts.js'

type Audited = Parameters<Change['audit']>[0]

/** Says what differs, and nothing where nothing does: then it gives false. */
export async function auditDifference(
  change: Change,
  audited: Pick<Audited, 'action' | 'entity' | 'entityId'>,
  before: object,
  after: object,
): Promise<boolean> {
  const was = new Map(Object.entries(before))
  const changed = Object.entries(after).filter(
    ([member, value]) => JSON.stringify(value) !== JSON.stringify(was.get(member)),
  )
  if (changed.length === 0) return false
  const old = Object.fromEntries(changed.map(([member]) => [member, was.get(member)]))
  await change.audit({ ...audited, before: old, after: Object.fromEntries(changed) })
  return true
}
