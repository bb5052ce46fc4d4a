import { calendar, calendarPatch, newCalendar } from '../../../contracts/calendars.js'
import { calendars } from '../../../write/calendars/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function calendarRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: calendars,
    path: '/admin/calendars',
    one: 'Calendar',
    many: 'Calendars',
    plural: 'calendars',
    view: calendar,
    created: newCalendar,
    patch: calendarPatch,
  })
}
