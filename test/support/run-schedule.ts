import { connectTemporal } from './temporal.js'
import type { World } from './world.js'

/** Has a schedule begin a run at once, and answers the id of that run when it has ended. */
export async function runSchedule(world: World, scheduleId: string): Promise<string> {
  const schedule = connectTemporal(world).schedule.getHandle(scheduleId)
  await world.until(() =>
    schedule.trigger().then(
      () => true,
      () => false,
    ),
  )
  const action = await world.until(async () => {
    const { info } = await schedule.describe()
    return info.recentActions.at(-1)?.action
  })
  const { workflowId } = action.workflow
  await connectTemporal(world).workflow.getHandle(workflowId).result()
  return workflowId
}
