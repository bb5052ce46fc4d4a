import { createBusinessTime } from '../support/business-time.js'
import { useWorld } from '../support/world.js'
import { describeCalendars } from './business-clocks/calendars.js'
import { describePolicies } from './business-clocks/policies.js'

const businessTime = createBusinessTime(useWorld({ worker: false }))

describeCalendars(businessTime)
describePolicies(businessTime)
