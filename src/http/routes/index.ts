import { approveRegistrationRoute } from './accounts/approve.js'
import { rejectRegistrationRoute } from './accounts/reject.js'
import { removeTotpRoute } from './accounts/remove-totp.js'
import { approveApprovalRoute } from './approvals/approve.js'
import { listApprovalsRoute } from './approvals/list.js'
import { readApprovalRoute } from './approvals/read.js'
import { rejectApprovalRoute } from './approvals/reject.js'
import { requestApprovalRoute } from './approvals/request.js'
import { ROUTES_AROUND_THE_TICKET } from './around-the-ticket.js'
import { deleteAttachmentRoute } from './attachments/delete.js'
import { downloadAttachmentRoute } from './attachments/download.js'
import { readAttachmentRoute } from './attachments/read.js'
import { downloadExportRoute } from './audit/download-export.js'
import { exportAuditRoute } from './audit/export.js'
import { listAuditHeadsRoute } from './audit/heads.js'
import { listAuditRoute } from './audit/list.js'
import { readAuditExportRoute } from './audit/read-export.js'
import { verifyAuditRoute } from './audit/verify.js'
import { SIGN_IN_ROUTES } from './auth/index.js'
import { CALENDAR_ROUTES } from './calendars/index.js'
import { categoryRoutes } from './categories/keep.js'
import { listCategoriesRoute } from './categories/list.js'
import { listChatsRoute } from './chats/list.js'
import { commandRoutes } from './commands/register.js'
import { customerRoutes } from './customers/keep.js'
import { readDepartmentDashboardRoute, readDepartmentLoadRoute } from './dashboards/department.js'
import { readDepartmentLoadsRoute } from './dashboards/departments.js'
import { readOrganizationDashboardRoutes } from './dashboards/organization.js'
import { readUserDashboardRoute } from './dashboards/user.js'
import { listDeliveriesRoute } from './deliveries/list.js'
import { resendDeliveryRoute } from './deliveries/resend.js'
import { departmentRoutes } from './departments/keep.js'
import { listDepartmentsRoute } from './departments/list.js'
import { escalationMatrixRoutes } from './escalation-matrices/keep.js'
import { listEventsRoute } from './events/list.js'
import { GROUP_ROUTES } from './groups/index.js'
import { KB_ROUTES } from './kb/index.js'
import type { RouteKit } from './kit.js'
import { releaseTicketRoute } from './legal-hold/delete.js'
import { holdTicketRoute } from './legal-hold/put.js'
import { LISTENER_ROUTES } from './listeners/index.js'
import { applyMacroRoute } from './macros/apply.js'
import { macroRoutes } from './macros/keep.js'
import { listMacrosRoute } from './macros/list.js'
import { patchMeRoute } from './me/patch.js'
import { readMeRoute } from './me/read.js'
import { listMessagesRoute } from './messages/list.js'
import { markMessagesReadRoute } from './messages/mark-read.js'
import { sendMessageRoute } from './messages/send.js'
import { readReviewQueueRoute } from './moderator/review-queue.js'
import { countUnreadNotificationsRoute } from './notifications/count-unread.js'
import { listNotificationsRoute } from './notifications/list.js'
import { markAllNotificationsReadRoute } from './notifications/mark-all-read.js'
import { markNotificationReadRoute } from './notifications/mark-read.js'
import { cancelOperationRoute } from './operations/cancel.js'
import { readOperationRoute } from './operations/read.js'
import { patchOrganizationRoute } from './organization/patch.js'
import { readOrganizationRoute } from './organization/read.js'
import { addParticipantRoute } from './participants/add.js'
import { removeParticipantRoute } from './participants/remove.js'
import { grantPermissionRoute } from './permissions/grant.js'
import { listPermissionsRoute } from './permissions/list.js'
import { revokePermissionRoute } from './permissions/revoke.js'
import { listPushSubscriptionsRoute } from './push-subscriptions/list.js'
import { removePushSubscriptionRoute } from './push-subscriptions/remove.js'
import { savePushSubscriptionRoute } from './push-subscriptions/save.js'
import { createRealtimeTokenRoute } from './realtime/create-token.js'
import { answerFromOutsideRoute } from './replies/answer.js'
import { declineRequestRoute } from './requests/decline.js'
import { grantRequestRoute } from './requests/grant.js'
import { listRequestsRoute } from './requests/list.js'
import { listInboxRoute } from './requests/list-inbox.js'
import { requestPostponementRoute } from './requests/raise-postponement.js'
import { requestReopeningRoute } from './requests/raise-reopening.js'
import { requestSubTicketRoute } from './requests/raise-sub-ticket.js'
import { retentionPolicyRoutes } from './retention-policies/keep.js'
import { runRetentionPolicyRoute } from './retention-policies/run.js'
import { RULE_ROUTES } from './rules/index.js'
import { createScimTokenRoute } from './scim-tokens/create.js'
import { deleteScimTokenRoute } from './scim-tokens/delete.js'
import { listScimTokensRoute } from './scim-tokens/list.js'
import { patchSettingsRoute } from './settings/patch.js'
import { readSettingsRoute } from './settings/read.js'
import { SLA_ROUTES, TICKET_SLA_ROUTES } from './sla-policies/index.js'
import { listSlaTemplatesRoute } from './sla-templates/list.js'
import { beginStaffSyncRoute } from './staff-sync/begin.js'
import { listStaffSyncsRoute } from './staff-sync/list.js'
import { putSyncScheduleRoute } from './staff-sync/put-schedule.js'
import { readStaffSyncRoute } from './staff-sync/read.js'
import { readSyncScheduleRoute } from './staff-sync/read-schedule.js'
import { listSubTicketsRoute } from './sub-tickets/list.js'
import { splitTicketRoute } from './sub-tickets/split.js'
import { addTeamMembersRoute } from './team-members/add.js'
import { removeTeamMemberRoute } from './team-members/remove.js'
import { technicianRoutes } from './technicians/keep.js'
import { createTicketRoute } from './tickets/create.js'
import { deleteTicketRoute } from './tickets/delete.js'
import { explainTicketRoute } from './tickets/explain.js'
import { readHistoryRoute } from './tickets/history.js'
import { listTicketsRoute } from './tickets/list.js'
import { patchTicketRoute } from './tickets/patch.js'
import { readTicketRoute } from './tickets/read.js'
import { readTimelineRoute } from './tickets/timeline.js'
import { putUploadRoute } from './uploads/put.js'
import { requestUploadRoute } from './uploads/request.js'
import { retryUploadRoute } from './uploads/retry.js'
import { eraseUserRoute } from './users/erase.js'
import { exportUserRoute } from './users/export.js'
import { handOverRoute } from './users/hand-over.js'
import { importUserRoute } from './users/import.js'
import { inviteUserRoute } from './users/invite.js'
import { userRoutes } from './users/keep.js'
import { listUsersRoute } from './users/list.js'
import { listKeptUsersRoute } from './users/list-kept.js'
import { listUserTicketsRoute } from './users/list-tickets.js'
import { readAvatarRoute } from './users/read-avatar.js'
import { readKeptUserRoute } from './users/read-kept.js'
import { readUserLoadRoute } from './users/read-load.js'
import { WEBHOOK_ROUTES } from './webhooks/index.js'

const ROUTES: readonly ((kit: RouteKit) => void)[] = [
  ...SIGN_IN_ROUTES,
  patchMeRoute,
  readMeRoute,
  approveRegistrationRoute,
  rejectRegistrationRoute,
  removeTotpRoute,
  listUserTicketsRoute,
  readUserDashboardRoute,
  readUserLoadRoute,
  readDepartmentDashboardRoute,
  readDepartmentLoadRoute,
  readDepartmentLoadsRoute,
  readOrganizationDashboardRoutes,
  listUsersRoute,
  readAvatarRoute,
  listDepartmentsRoute,
  listCategoriesRoute,
  listSlaTemplatesRoute,
  listMacrosRoute,
  createTicketRoute,
  deleteTicketRoute,
  explainTicketRoute,
  readHistoryRoute,
  listTicketsRoute,
  patchTicketRoute,
  readTicketRoute,
  ...TICKET_SLA_ROUTES,
  readTimelineRoute,
  listSubTicketsRoute,
  splitTicketRoute,
  commandRoutes,
  applyMacroRoute,
  declineRequestRoute,
  grantRequestRoute,
  listInboxRoute,
  listRequestsRoute,
  requestPostponementRoute,
  requestReopeningRoute,
  requestSubTicketRoute,
  approveApprovalRoute,
  listApprovalsRoute,
  readApprovalRoute,
  rejectApprovalRoute,
  requestApprovalRoute,
  addParticipantRoute,
  removeParticipantRoute,
  addTeamMembersRoute,
  removeTeamMemberRoute,
  listMessagesRoute,
  markMessagesReadRoute,
  sendMessageRoute,
  listChatsRoute,
  requestUploadRoute,
  retryUploadRoute,
  putUploadRoute,
  deleteAttachmentRoute,
  downloadAttachmentRoute,
  readAttachmentRoute,
  readReviewQueueRoute,
  countUnreadNotificationsRoute,
  listNotificationsRoute,
  markAllNotificationsReadRoute,
  markNotificationReadRoute,
  listPushSubscriptionsRoute,
  removePushSubscriptionRoute,
  savePushSubscriptionRoute,
  listDeliveriesRoute,
  resendDeliveryRoute,
  createRealtimeTokenRoute,
  listEventsRoute,
  readOperationRoute,
  cancelOperationRoute,
  listKeptUsersRoute,
  readKeptUserRoute,
  userRoutes,
  handOverRoute,
  departmentRoutes,
  categoryRoutes,
  ...SLA_ROUTES,
  ...CALENDAR_ROUTES,
  escalationMatrixRoutes,
  ...GROUP_ROUTES,
  customerRoutes,
  technicianRoutes,
  macroRoutes,
  ...RULE_ROUTES,
  ...ROUTES_AROUND_THE_TICKET,
  retentionPolicyRoutes,
  runRetentionPolicyRoute,
  patchOrganizationRoute,
  readOrganizationRoute,
  patchSettingsRoute,
  readSettingsRoute,
  beginStaffSyncRoute,
  readSyncScheduleRoute,
  putSyncScheduleRoute,
  listStaffSyncsRoute,
  readStaffSyncRoute,
  listAuditRoute,
  listAuditHeadsRoute,
  verifyAuditRoute,
  exportAuditRoute,
  readAuditExportRoute,
  downloadExportRoute,
  createScimTokenRoute,
  deleteScimTokenRoute,
  listScimTokensRoute,
  ...WEBHOOK_ROUTES,
  answerFromOutsideRoute,
  ...LISTENER_ROUTES,
  ...KB_ROUTES,
  eraseUserRoute,
  exportUserRoute,
  importUserRoute,
  inviteUserRoute,
  holdTicketRoute,
  releaseTicketRoute,
  // a schema is named by where it is met first: not here, where a person may be null
  grantPermissionRoute,
  listPermissionsRoute,
  revokePermissionRoute,
]

/** Everything under the base. */
export function addRoutes(kit: RouteKit): void {
  for (const addRoute of ROUTES) addRoute(kit)
}
