import { tmpdir } from 'node:os'
import { MockActivityEnvironment } from '@temporalio/testing'
import { longActivities, operationActivities } from '../../activities/operations/index.js'
import type { FileTools } from '../../activities/ports.js'
import { createStaffStore } from '../../src/staff-store/client.js'
import type { World } from './world.js'

/** Syncs of the demo organization with its store, carried out here: of a world without a worker. */
export function createSyncs(world: World) {
  const notifyCommitted = () => {}
  const list = async () => (await world.call('admin', 'GET', '/admin/sync/sms')).body.items
  const read = async (id: string) =>
    (await world.call('admin', 'GET', `/admin/sync/sms/${id}`)).body
  const begin = async (type = 'full'): Promise<string> => {
    const { status, body } = await world.call('admin', 'POST', `/admin/sync/sms?type=${type}`)
    if (status !== 202) throw new Error(JSON.stringify(body))
    return body.syncId
  }
  const refer = async (operationId: string) => ({
    organizationId: await world.organizationId(),
    operationId,
  })
  /** Once, as an activity is tried. */
  const carryOut = async (syncId: string) => {
    const { db, storage } = world
    const files = { scratchFolder: tmpdir() } as FileTools // a sync looks into no file
    const staffStore = world.config.staffStore && createStaffStore(world.config.staffStore)
    const { carryOutOperation } = longActivities({
      ...{ db, storage, files, staffStore, notifyCommitted },
    })
    return new MockActivityEnvironment().run(carryOutOperation, await refer(syncId))
  }
  const endUnfinished = async (operationId: string, ended: 'failed' | 'cancelled') => {
    const { settleUnfinished } = operationActivities({ db: world.db, notifyCommitted })
    return settleUnfinished({ ...(await refer(operationId)), ended })
  }
  const syncAll = async (type?: string) => {
    const syncId = await begin(type)
    await carryOut(syncId)
    return read(syncId)
  }
  return { list, read, begin, carryOut, endUnfinished, syncAll }
}
