import { assignWorkOrderRoute } from './assign.js'
import { createCalendarTokenRoute, deleteCalendarTokenRoute } from './calendar-token.js'
import { createWorkOrderRoute } from './create.js'
import { deleteWorkOrderRoute } from './delete.js'
import { listWorkOrdersRoute } from './list.js'
import { listCandidatesRoute } from './list-candidates.js'
import { patchWorkOrderRoute } from './patch.js'
import { readWorkOrderRoute } from './read.js'
import { readCalendarRoute } from './read-calendar.js'
import { readScheduleRoute } from './read-schedule.js'
import { recallWorkOrderRoutes } from './recall.js'
import { restoreWorkOrderRoute } from './restore.js'
import { stepJobRoute } from './step-job.js'

export const WORK_ORDER_ROUTES = [
  listWorkOrdersRoute,
  createWorkOrderRoute,
  readWorkOrderRoute,
  patchWorkOrderRoute,
  deleteWorkOrderRoute,
  restoreWorkOrderRoute,
  listCandidatesRoute,
  assignWorkOrderRoute,
  recallWorkOrderRoutes,
  stepJobRoute,
  readScheduleRoute,
  createCalendarTokenRoute,
  deleteCalendarTokenRoute,
  readCalendarRoute,
]
