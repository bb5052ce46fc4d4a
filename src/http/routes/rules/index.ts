import { armRuleRoute } from './arm.js'
import { ruleRoutes } from './keep.js'
import { listRuleRunsRoute } from './list-runs.js'
import { readRuleRoute } from './read.js'
import { simulateDraftRoute, simulateRuleRoute } from './simulate.js'

export const RULE_ROUTES = [
  ruleRoutes,
  readRuleRoute,
  listRuleRunsRoute,
  armRuleRoute,
  simulateRuleRoute,
  simulateDraftRoute,
]
