import { importHolidaysRoute } from './import-holidays.js'
import { calendarRoutes } from './keep.js'
import { previewCalendarRoute } from './preview.js'

export const CALENDAR_ROUTES = [calendarRoutes, importHolidaysRoute, previewCalendarRoute]
