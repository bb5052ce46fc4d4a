import { limitPublic } from '../middleware/limit-public.js'
import { approveApprovalRoute } from './approvals/approve.js'
import { listApprovalsRoute } from './approvals/list.js'
import { readApprovalRoute } from './approvals/read.js'
import { rejectApprovalRoute } from './approvals/reject.js'
import { requestApprovalRoute } from './approvals/request.js'
import { deleteAttachmentRoute } from './attachments/delete.js'
import { downloadAttachmentRoute } from './attachments/download.js'
import { readAttachmentRoute } from './attachments/read.js'
import { listAuditHeadsRoute } from './audit/heads.js'
import { listAuditRoute } from './audit/list.js'
import { verifyAuditRoute } from './audit/verify.js'
import { loginRoute } from './auth/login.js'
import { logoutRoute } from './auth/logout.js'
import { refreshTokensRoute } from './auth/refresh.js'
import { listCategoriesRoute } from './categories/list.js'
import { listChatsRoute } from './chats/list.js'
import { commandRoutes } from './commands/register.js'
import { listDeliveriesRoute } from './deliveries/list.js'
import { resendDeliveryRoute } from './deliveries/resend.js'
import { listDepartmentsRoute } from './departments/list.js'
import { listEventsRoute } from './events/list.js'
import type { RouteKit } from './kit.js'
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
import { readOperationRoute } from './operations/read.js'
import { addParticipantRoute } from './participants/add.js'
import { removeParticipantRoute } from './participants/remove.js'
import { createRealtimeTokenRoute } from './realtime/create-token.js'
import { declineRequestRoute } from './requests/decline.js'
import { grantRequestRoute } from './requests/grant.js'
import { listRequestsRoute } from './requests/list.js'
import { listInboxRoute } from './requests/list-inbox.js'
import { requestPostponementRoute } from './requests/raise-postponement.js'
import { requestReopeningRoute } from './requests/raise-reopening.js'
import { requestSubTicketRoute } from './requests/raise-sub-ticket.js'
import { devMailsRoute } from './root/dev-mails.js'
import { docsRoute } from './root/docs.js'
import { healthzRoute } from './root/healthz.js'
import { jwksRoute } from './root/jwks.js'
import type { RootKit } from './root/kit.js'
import { metricsRoute } from './root/metrics.js'
import { readyzRoute } from './root/readyz.js'
import { welcomeRoute } from './root/welcome.js'
import { endSessionRoute } from './sessions/end.js'
import { listSessionsRoute } from './sessions/list.js'
import { patchSettingsRoute } from './settings/patch.js'
import { readSettingsRoute } from './settings/read.js'
import { listSlaTemplatesRoute } from './sla-templates/list.js'
import { listSubTicketsRoute } from './sub-tickets/list.js'
import { splitTicketRoute } from './sub-tickets/split.js'
import { addTeamMembersRoute } from './team-members/add.js'
import { removeTeamMemberRoute } from './team-members/remove.js'
import { createTicketRoute } from './tickets/create.js'
import { deleteTicketRoute } from './tickets/delete.js'
import { explainTicketRoute } from './tickets/explain.js'
import { readHistoryRoute } from './tickets/history.js'
import { listTicketsRoute } from './tickets/list.js'
import { patchTicketRoute } from './tickets/patch.js'
import { readTicketRoute } from './tickets/read.js'
import { readSlaProofRoute } from './tickets/sla-proof.js'
import { readTimelineRoute } from './tickets/timeline.js'
import { putUploadRoute } from './uploads/put.js'
import { requestUploadRoute } from './uploads/request.js'
import { retryUploadRoute } from './uploads/retry.js'
import { listUsersRoute } from './users/list.js'
import { listUserTicketsRoute } from './users/list-tickets.js'
import { readAvatarRoute } from './users/read-avatar.js'

const ROUTES: readonly ((kit: RouteKit) => void)[] = [
  loginRoute,
  logoutRoute,
  refreshTokensRoute,
  endSessionRoute,
  listSessionsRoute,
  patchMeRoute,
  readMeRoute,
  listUserTicketsRoute,
  listUsersRoute,
  readAvatarRoute,
  listDepartmentsRoute,
  listCategoriesRoute,
  listSlaTemplatesRoute,
  createTicketRoute,
  deleteTicketRoute,
  explainTicketRoute,
  readHistoryRoute,
  listTicketsRoute,
  patchTicketRoute,
  readTicketRoute,
  readSlaProofRoute,
  readTimelineRoute,
  listSubTicketsRoute,
  splitTicketRoute,
  commandRoutes,
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
  listDeliveriesRoute,
  resendDeliveryRoute,
  createRealtimeTokenRoute,
  listEventsRoute,
  readOperationRoute,
  patchSettingsRoute,
  readSettingsRoute,
  listAuditRoute,
  listAuditHeadsRoute,
  verifyAuditRoute,
]

const ROOT_ROUTES: readonly ((kit: RootKit) => void)[] = [
  welcomeRoute,
  healthzRoute,
  readyzRoute,
  metricsRoute,
  jwksRoute,
  docsRoute,
  devMailsRoute,
]

/** What orchestrators ask, and cheap to answer, is not limited. */
const LIMITED = ['/', '/docs', '/docs/*', '/.well-known/jwks.json']

/** Everything under the base. */
export function addRoutes(kit: RouteKit): void {
  for (const addRoute of ROUTES) addRoute(kit)
}

/** What is not under the base: for orchestrators, operators and readers. */
export function addRootRoutes(kit: RootKit): void {
  for (const path of LIMITED) kit.app.use(path, limitPublic(kit.deps.budgets))
  for (const addRoute of ROOT_ROUTES) addRoute(kit)
}
