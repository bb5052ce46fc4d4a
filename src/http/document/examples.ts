const DEPARTMENT = '01920000-0000-7000-8000-000000000001'
const PERSON = '01920000-0000-7000-8000-000000000002'
const TICKET = '01920000-0000-7000-8000-000000000003'
const MESSAGE = '01920000-0000-7000-8000-000000000004'

/** A body for each operation that takes one, by the operation's id. */
export const EXAMPLES: Record<string, object> = {
  login: { login: 'requester@demo.test', password: 'perdure-demo' },
  refreshTokens: { refreshToken: 'n3Jt…' },
  patchMe: { availability: 'away', timezone: 'Europe/Vienna' },
  createTicket: {
    title: 'Printer on fire',
    description: 'Second floor, beside the kitchen',
    departmentId: DEPARTMENT,
    priority: 'high',
  },
  patchTicket: { priority: 'urgent' },
  answerClarification: { answer: 'The one beside the kitchen' },
  reportProgress: { percent: 60, notes: 'The fire is out' },
  startOrCompleteTicket: { status: 'completed', notes: 'A new printer is there' },
  resolveTicket: { rating: 5 },
  requestRework: { comment: 'It burns again' },
  withdrawTicket: { reason: 'It went out by itself' },
  requestReopening: { reason: 'It burns again' },
  requestPostponement: { reason: 'The part comes on Monday', resumeAt: '2030-01-07T08:00:00.000Z' },
  requestSubTicket: {
    ticketId: TICKET,
    departmentId: DEPARTMENT,
    title: 'Replace the socket',
    description: 'It is black',
  },
  splitTicket: { subTickets: [{ title: 'Replace the socket', departmentId: DEPARTMENT }] },
  approveTicket: { departmentId: DEPARTMENT },
  askClarification: { question: 'Which of the printers?' },
  rejectTicket: { reason: 'We have no printer there' },
  assignTicket: { assigneeId: PERSON, priority: 'high' },
  reassignTicket: { assigneeId: PERSON, reason: 'Knows this model' },
  postponeTicket: { reason: 'The part comes on Monday', reminderEvery: 'P1D' },
  reopenTicket: { reason: 'It burns again' },
  closeTicket: { reason: 'Done by phone' },
  grantRequest: { reminderEvery: 'P1D' },
  declineRequest: { reason: 'It has to be this week' },
  requestApproval: { ticketId: TICKET, reason: 'A new printer', amount: 129_900, currency: 'EUR' },
  approveApproval: { comment: 'Gladly' },
  rejectApproval: { comment: 'Too dear' },
  addParticipant: { userId: PERSON, reason: 'Knows this model' },
  removeParticipant: { userId: PERSON, reason: 'Has left the team' },
  addTeamMembers: { userIds: [PERSON] },
  sendMessage: { body: 'Is it still burning?', clientId: 'm-1' },
  requestUpload: { fileName: 'invoice.pdf', size: 48_213, contentType: 'application/pdf' },
  retryUpload: { retryToken: 'pX0…' },
  markMessagesRead: { messageId: MESSAGE },
  patchSettings: { autoCloseAfter: 'P5D', maxReopens: 3 },
}
