import { useBilling } from '../support/billing-world.js'
import { describeContracts } from './billing/contracts.js'
import { describeEntitlements } from './billing/entitlements.js'
import { describePayments } from './billing/payments.js'

const billing = useBilling()

describeContracts(billing)
describeEntitlements(billing)
describePayments(billing)
