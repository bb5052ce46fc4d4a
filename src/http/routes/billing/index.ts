import { planRoutes } from './plans.js'

export const BILLING_ROUTES = [planRoutes]
