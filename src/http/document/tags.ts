/** In the order in which a newcomer reads them. */
export const TAGS: { name: string; description: string }[] = [
  { name: 'Sign-in', description: 'Access tokens, their renewal and their end.' },
  { name: 'People', description: 'Oneself, and those whom staff may look up.' },
  {
    name: 'Tickets',
    description: 'Filing, reading, and the commands of requesters and assignees.',
  },
  { name: 'Moderators', description: 'The review queue, and the commands of those who run it.' },
  {
    name: 'Requests',
    description: 'What others ask moderators for: reopening, sub-tickets, postponing.',
  },
  {
    name: 'Approvals',
    description: 'What finance asks for, and those who decide it, step by step.',
  },
  { name: 'Participants', description: 'Who is in the chat of a ticket, and who works on it.' },
  { name: 'Chat', description: 'The messages of a ticket, version by version.' },
  { name: 'Files', description: 'What is attached: sending it in, and having it again.' },
  {
    name: 'Realtime',
    description: 'Sockets, described by `/asyncapi.json`, and the same events without one.',
  },
  { name: 'Notifications', description: 'What happened, for whom it concerns.' },
  { name: 'Knowledge base', description: 'Articles, their categories and versions.' },
  { name: 'Chatbot', description: 'An assistant that answers from what its reader may read.' },
  {
    name: 'Reports',
    description: 'Figures by day, week or month, divided by one thing or another.',
  },
  {
    name: 'Surveys',
    description: 'What people are asked about tickets, and what they have answered.',
  },
  {
    name: 'Billing',
    description: 'Plans, contracts of customers, what is billed for them, and how it is paid.',
  },
  {
    name: 'Work orders',
    description: 'Work at somebody’s place, who could come, and how far they are.',
  },
  { name: 'Look-ups', description: 'Departments, categories, service level templates.' },
  {
    name: 'Admin',
    description: 'What an organization is made of, its settings, and the audit log with its proof.',
  },
  { name: 'System', description: 'What became of a command that was taken.' },
]
