/** What the ids of a handover's commands begin with; the ticket's id follows. */
export const handoverWork = (id: string) => `handover/${id}`
