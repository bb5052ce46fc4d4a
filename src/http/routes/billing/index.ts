import {
  cancelContractRoute,
  changePlanRoute,
  patchContractRoute,
  resumeContractRoute,
} from './change-contract.js'
import { createContractRoute } from './create-contract.js'
import { describeInvoicePdf } from './invoice-pdf.js'
import { listInvoicesRoute, readInvoiceRoute } from './invoices.js'
import { paymentHookRoute } from './payment-hook.js'
import {
  createPaymentMethodRoute,
  deletePaymentMethodRoute,
  listPaymentMethodsRoute,
} from './payment-methods.js'
import { planRoutes } from './plans.js'
import { listContractsRoute, readContractRoute, readUsageRoute } from './read-contracts.js'

export const BILLING_ROUTES = [
  planRoutes,
  listPaymentMethodsRoute,
  createPaymentMethodRoute,
  deletePaymentMethodRoute,
  listContractsRoute,
  createContractRoute,
  readContractRoute,
  patchContractRoute,
  changePlanRoute,
  cancelContractRoute,
  resumeContractRoute,
  readUsageRoute,
  listInvoicesRoute,
  readInvoiceRoute,
  describeInvoicePdf,
  paymentHookRoute,
]
