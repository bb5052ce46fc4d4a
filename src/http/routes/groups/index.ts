import { groupRoutes } from './keep.js'
import { readGroupQueueRoute } from './read-queue.js'
import { simulateGroupRoute } from './simulate.js'

export const GROUP_ROUTES = [groupRoutes, readGroupQueueRoute, simulateGroupRoute]
