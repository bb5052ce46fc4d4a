// Generated from the routes of the server: not to be edited.

export interface paths {
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with email or employee code
         * @description Without signing in.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End this session; its access token is dead at once
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the pair of tokens; a used one again ends the session
         * @description Without signing in.
         */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of my sessions
         * @description For everyone signed in, as far as they see it.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where am I signed in
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My profile
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["readMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change my profile
         * @description For everyone signed in, as far as they see it.
         */
        patch: operations["patchMe"];
        trace?: never;
    };
    "/users/{id}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A user's tickets: one's own (`me`), or anybody's for moderators
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listUserTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Colleagues who can be named in commands
         * @description For agent, moderator, manager, admin.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A user's picture, or one's own (`me`)
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["readAvatar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Departments
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listDepartments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Categories
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sla_templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * SLA templates
         * @description For agent, moderator, manager, admin.
         */
        get: operations["listSlaTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tickets that I may view, newest first
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listTickets"];
        put?: never;
        /**
         * File a ticket, or begin a draft
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One ticket, by id or number
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["readTicket"];
        put?: never;
        post?: never;
        /**
         * Put a draft away, or delete a sub-ticket
         * @description `delete_draft`: by the author, on tickets that are `draft`. It leads to the same status.
         *
         *     `delete_sub_ticket`: by a moderator, on sub-tickets that are handed in and not ended. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        delete: operations["deleteTicket"];
        options?: never;
        head?: never;
        /**
         * Edit a draft and perhaps hand it in; later, change a ticket's priority or tags
         * @description `submit`: by the author, on tickets that are `draft`. It leads to `submitted`.
         *
         *     `change_priority`: by a moderator or an agent with the permission ticket.priority, on tickets that are handed in and not ended. It leads to the same status.
         *
         *     `set_tags`: by the assignee or a moderator, on tickets that are handed in and not ended. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        patch: operations["patchTicket"];
        trace?: never;
    };
    "/tickets/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What each command would meet now, and what each timer waits for
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["explainTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every change: who, when, what; oldest first
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["readHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/sla/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The steps of the clocks, and what all of them add up to beside what is stored
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["readSlaProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History, messages, files, approvals and notifications in one order; oldest first
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["readTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/sub-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sub-tickets by number; the requester learns where they stand
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listSubTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Divide it into sub-tickets, all or none
         * @description `split`: by a moderator, on tickets that are `submitted`, `open`, `assigned`, `in_progress` or `reopened`. It leads to `in_progress`.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["splitTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/moderator/tickets/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put it in its department's queue
         * @description `approve`: by a moderator, on tickets that are `submitted`. It leads to `open`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        post: operations["approveTicket"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Put it in its department's queue
         * @deprecated
         * @description `approve`: by a moderator, on tickets that are `submitted`. It leads to `open`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        patch: operations["approveTicketPatch"];
        trace?: never;
    };
    "/moderator/tickets/{id}/clarify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send it back to the requester with a question
         * @description `ask_clarification`: by a moderator, on tickets that are `submitted`. It leads to `needs_clarification`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        post: operations["askClarification"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Send it back to the requester with a question
         * @deprecated
         * @description `ask_clarification`: by a moderator, on tickets that are `submitted`. It leads to `needs_clarification`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        patch: operations["askClarificationPatch"];
        trace?: never;
    };
    "/tickets/{id}/clarification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer the question; it goes back to review
         * @description `answer_clarification`: by the requester, on tickets that are `needs_clarification`. It leads to `submitted`.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["answerClarification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/moderator/tickets/{id}/reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give it to somebody else, perhaps of another department; due dates stay
         * @deprecated
         * @description `reassign`: by a moderator, on tickets that are `assigned`, `in_progress`, `postponed`, `reopened` or `awaiting_approval`. It leads to `assigned`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        post: operations["reassignTicketPost"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Give it to somebody else, perhaps of another department; due dates stay
         * @description `reassign`: by a moderator, on tickets that are `assigned`, `in_progress`, `postponed`, `reopened` or `awaiting_approval`. It leads to `assigned`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        patch: operations["reassignTicket"];
        trace?: never;
    };
    "/moderator/tickets/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse it for a reason, or as a duplicate
         * @description `reject`: by a moderator, on tickets that are `submitted`, `needs_clarification` or `open`. It leads to `rejected`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        post: operations["rejectTicket"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Refuse it for a reason, or as a duplicate
         * @deprecated
         * @description `reject`: by a moderator, on tickets that are `submitted`, `needs_clarification` or `open`. It leads to `rejected`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        patch: operations["rejectTicketPatch"];
        trace?: never;
    };
    "/moderator/tickets/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give it to somebody, by default the department's head; due dates start
         * @description `assign`: by a moderator or a holder of the permission ticket.assign, on tickets that are `submitted` or `open`. It leads to `assigned`. It can be taken back for a while.
         *
         *     For moderator, admin, and holders of `ticket.assign`.
         */
        post: operations["assignTicket"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Give it to somebody, by default the department's head; due dates start
         * @deprecated
         * @description `assign`: by a moderator or a holder of the permission ticket.assign, on tickets that are `submitted` or `open`. It leads to `assigned`. It can be taken back for a while.
         *
         *     For moderator, admin, and holders of `ticket.assign`.
         */
        patch: operations["assignTicketPatch"];
        trace?: never;
    };
    "/moderator/tickets/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish it; with a reason unless it was verified
         * @deprecated
         * @description `close`: by a moderator or a holder of the permission ticket.close, on tickets that are `completed`, `resolved`, `ready_for_closure`, `in_progress`, `awaiting_approval`, `assigned`, `open`, `postponed` or `reopened`. It leads to `closed`. It can be taken back for a while.
         *
         *     For moderator, admin, and holders of `ticket.close`.
         */
        post: operations["closeTicketPost"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Finish it; with a reason unless it was verified
         * @description `close`: by a moderator or a holder of the permission ticket.close, on tickets that are `completed`, `resolved`, `ready_for_closure`, `in_progress`, `awaiting_approval`, `assigned`, `open`, `postponed` or `reopened`. It leads to `closed`. It can be taken back for a while.
         *
         *     For moderator, admin, and holders of `ticket.close`.
         */
        patch: operations["closeTicket"];
        trace?: never;
    };
    "/moderator/tickets/{id}/postpone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put it off for a reason; reminders run and its clocks stand
         * @deprecated
         * @description `postpone`: by a moderator, on tickets that are `open`, `assigned`, `in_progress` or `reopened`. It leads to `postponed`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        post: operations["postponeTicketPost"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Put it off for a reason; reminders run and its clocks stand
         * @description `postpone`: by a moderator, on tickets that are `open`, `assigned`, `in_progress` or `reopened`. It leads to `postponed`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        patch: operations["postponeTicket"];
        trace?: never;
    };
    "/moderator/tickets/{id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Back to where it was postponed from; due dates become later by the time between
         * @deprecated
         * @description `restart`: by a moderator, on tickets that are `postponed`. It leads to `open`, `assigned`, `in_progress` or `reopened`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        post: operations["restartTicketPost"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Back to where it was postponed from; due dates become later by the time between
         * @description `restart`: by a moderator, on tickets that are `postponed`. It leads to `open`, `assigned`, `in_progress` or `reopened`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        patch: operations["restartTicket"];
        trace?: never;
    };
    "/moderator/tickets/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin its next version, with its last department, assignee and participants
         * @deprecated
         * @description `reopen`: by a moderator, on tickets that are `closed`. It leads to `reopened`.
         *
         *     For moderator, admin.
         */
        post: operations["reopenTicketPost"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Begin its next version, with its last department, assignee and participants
         * @description `reopen`: by a moderator, on tickets that are `closed`. It leads to `reopened`.
         *
         *     For moderator, admin.
         */
        patch: operations["reopenTicket"];
        trace?: never;
    };
    "/tickets/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a deleted or expired draft back; its expiry starts anew
         * @description `restore_draft`: by the author, on deleted tickets that are `draft`. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["restoreDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/moderator/tickets/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore exactly what was before the last action, while nothing has come after it
         * @description `undo`: by a moderator, on tickets that are in any status. It leads to the status before.
         *
         *     For moderator, admin.
         */
        post: operations["undoAsModerator"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Restore exactly what was before the last action, while nothing has come after it
         * @deprecated
         * @description `undo`: by a moderator, on tickets that are in any status. It leads to the status before.
         *
         *     For moderator, admin.
         */
        patch: operations["undoAsModeratorPatch"];
        trace?: never;
    };
    "/tickets/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore exactly what was before the last action, while nothing has come after it
         * @description `undo`: by a moderator, on tickets that are in any status. It leads to the status before.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take it from the queue; one of many racing claimers wins
         * @description `claim`: by an agent of the ticket's department or group or a moderator, on tickets that are `open`. It leads to `assigned`.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["claimTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say that it was seen; again changes nothing
         * @description `acknowledge`: by the assignee or a team member, on tickets that are `assigned`, `reopened` or `in_progress`. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        patch: operations["acknowledgeTicket"];
        trace?: never;
    };
    "/tickets/{id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Report percent, notes or files
         * @description `progress`: by the assignee, on tickets that are `in_progress`. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        patch: operations["reportProgress"];
        trace?: never;
    };
    "/tickets/{id}/resolve_by_requester": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Verify the work; closes at once where the organization says so
         * @description `resolve`: by the requester, on tickets that are `completed`. It leads to `resolved` or `closed`.
         *
         *     For everyone signed in, as far as they see it.
         */
        patch: operations["resolveTicket"];
        trace?: never;
    };
    "/tickets/{id}/rework": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send it back to work; the countdown stops
         * @description `request_rework`: by the requester or a moderator, on tickets that are `completed`, `resolved` or `ready_for_closure`. For the requester they are `completed`. It leads to `in_progress`.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["requestRework"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take it back
         * @description `withdraw`: by the requester, on tickets that are `submitted`, `needs_clarification`, `open`, `assigned`, `in_progress`, `awaiting_approval`, `postponed` or `reopened`. It leads to `withdrawn`.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["withdrawTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Start (in_progress) or complete (completed) the work
         * @description `start`: by the assignee, on tickets that are `assigned` or `reopened`. It leads to `in_progress`.
         *
         *     `complete`: by the assignee, on tickets that are `in_progress`. It leads to `completed`.
         *
         *     For everyone signed in, as far as they see it.
         */
        patch: operations["startOrCompleteTicket"];
        trace?: never;
    };
    "/moderator/requests/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline it, for a reason
         * @description `decline_request`: by a moderator, on tickets that are `closed`, `assigned`, `in_progress` or `reopened`. It leads to the same status.
         *
         *     For moderator, admin.
         */
        post: operations["declineRequest"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Decline it, for a reason
         * @deprecated
         * @description `decline_request`: by a moderator, on tickets that are `closed`, `assigned`, `in_progress` or `reopened`. It leads to the same status.
         *
         *     For moderator, admin.
         */
        patch: operations["declineRequestPatch"];
        trace?: never;
    };
    "/moderator/requests/{id}/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do what was asked, perhaps amended
         * @description `reopen`: by a moderator, on tickets that are `closed`. It leads to `reopened`.
         *
         *     `split`: by a moderator, on tickets that are `submitted`, `open`, `assigned`, `in_progress` or `reopened`. It leads to `in_progress`.
         *
         *     `postpone`: by a moderator, on tickets that are `open`, `assigned`, `in_progress` or `reopened`. It leads to `postponed`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        post: operations["grantRequest"];
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Do what was asked, perhaps amended
         * @deprecated
         * @description `reopen`: by a moderator, on tickets that are `closed`. It leads to `reopened`.
         *
         *     `split`: by a moderator, on tickets that are `submitted`, `open`, `assigned`, `in_progress` or `reopened`. It leads to `in_progress`.
         *
         *     `postpone`: by a moderator, on tickets that are `open`, `assigned`, `in_progress` or `reopened`. It leads to `postponed`. It can be taken back for a while.
         *
         *     For moderator, admin.
         */
        patch: operations["grantRequestPatch"];
        trace?: never;
    };
    "/moderator/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The inbox of requests, newest first
         * @description For moderator, admin.
         */
        get: operations["listInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I asked moderators for, newest first; all requests for moderators
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/postpone-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a moderator to postpone it
         * @description `request_postponement`: by the assignee, on tickets that are `assigned`, `in_progress` or `reopened`. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["requestPostponement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a moderator to reopen it
         * @description `request_reopening`: by the requester, on tickets that are `closed`. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["requestReopening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subticket-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a moderator for a sub-ticket
         * @description `request_sub_ticket`: by the assignee, on tickets that are `assigned`, `in_progress` or `reopened`. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["requestSubTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve the present step
         * @description `decide_approval`: by somebody whom the approval asks, on tickets that are `awaiting_approval`. It leads to `in_progress` or the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["approveApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Approvals that I asked for or am asked about; all for moderators
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listApprovals"];
        put?: never;
        /**
         * Ask for approval by the organization's chain; work waits
         * @description `request_approval`: by the assignee of a finance ticket, on tickets that are `in_progress`. It leads to `awaiting_approval` or `in_progress`.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["requestApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One approval, with each step and who decided it
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["readApproval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject: the ticket goes back to work
         * @description `decide_approval`: by somebody whom the approval asks, on tickets that are `awaiting_approval`. It leads to `in_progress` or the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["rejectApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/participants/add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring somebody into the chat; they read from now on
         * @description `add_participant`: by a moderator, on tickets that are handed in and not ended. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["addParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/participants/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take somebody out of the chat
         * @description `remove_participant`: by a moderator, on tickets that are handed in and not ended. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["removeParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/team-members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let members of the department read along and acknowledge
         * @description `add_team_members`: by the head of the ticket's department, on tickets that are handed in and not ended. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        post: operations["addTeamMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/team-members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a team member off it
         * @description `remove_team_member`: by the head of the ticket's department, on tickets that are handed in and not ended. It leads to the same status.
         *
         *     For everyone signed in, as far as they see it.
         */
        delete: operations["removeTeamMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The chat as far as I may read it; oldest first, or newest
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Say something in the chat
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/messages/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark the chat as read up to a message
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["markMessagesRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/moderator/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All rooms, of tickets and sub-tickets, with what is unread
         * @description For moderator, admin.
         */
        get: operations["listChats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask where to send a file; its key is what `attachments` takes
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["requestUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{key}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * After an interruption: a new address, and how many bytes are in
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["retryUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send the bytes, to the address that was given
         * @description Where an S3 store is configured, the address leads there and not here. With `Content-Range` it goes on where an earlier try broke off.
         *
         *     Without signing in.
         */
        put: operations["putUpload"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file, and what has become of it
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["readAttachment"];
        put?: never;
        post?: never;
        /**
         * Delete a file: its uploader before the ticket is handed in, a moderator always
         * @description For everyone signed in, as far as they see it.
         */
        delete: operations["deleteAttachment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attachments/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of a file that is `ok`, whole or in part; counted
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["downloadAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/moderator/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits for review, oldest deadline first, with possible duplicates
         * @description For moderator, admin.
         */
        get: operations["readReviewQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/unread-count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many I have not read
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["countUnreadNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My notifications, newest first
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark all as read
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["markAllNotificationsRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark one as read
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["markNotificationRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of its notifications, by each channel; newest first
         * @description Of those who see the ticket moderators and admins read it.
         *
         *     For everyone signed in, as far as they see it.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a notification again
         * @description Whether its reader may have it is judged anew. One that is under way is left alone; one in the app is unread again.
         *
         *     For admin.
         */
        post: operations["resendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/realtime/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A token that opens one socket, within half a minute
         * @description For everyone signed in, as far as they see it.
         */
        post: operations["createRealtimeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a socket would be told after a cursor; it may be waited for
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of a command that was answered 202
         * @description For everyone signed in, as far as they see it.
         */
        get: operations["readOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organization's settings
         * @description For admin.
         */
        get: operations["readSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings; timers that run keep their instants
         * @description For admin.
         */
        patch: operations["patchSettings"];
        trace?: never;
    };
    "/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit log, newest first
         * @description For admin, and holders of `audit.view`.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/audit/heads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed heads of the audit chain, one a day at most, newest first
         * @description For admin, and holders of `audit.view`.
         */
        get: operations["listAuditHeads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compute the chain of the audit log again, and hold it against its signed heads
         * @description For admin, and holders of `audit.view`.
         */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SignedIn: components["schemas"]["TokenMembers"] & {
            user: components["schemas"]["Me"];
        };
        Me: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            organization: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                slug: string;
                name: string;
                maxMessageLength: number;
                /** @enum {string} */
                closurePolicy: "moderator" | "requester";
            };
            employeeCode: string;
            email: string;
            firstName: string;
            lastName: string;
            phone: string | null;
            timezone: string;
            language: string;
            availability: components["schemas"]["Availability"];
            /**
             * Format: uuid
             * @description The key of a picture: `GET /users/{id}/avatar`
             */
            avatar: string | null;
            /** @description By channel and type: false turns it off, what is left out is on */
            notificationChoices: {
                inApp?: {
                    ticket_submitted?: boolean;
                    clarification_asked?: boolean;
                    clarification_answered?: boolean;
                    ticket_approved?: boolean;
                    ticket_rejected?: boolean;
                    ticket_assigned?: boolean;
                    ticket_reassigned?: boolean;
                    ticket_unacknowledged?: boolean;
                    ticket_unassigned?: boolean;
                    ticket_started?: boolean;
                    progress_updated?: boolean;
                    ticket_completed?: boolean;
                    ticket_resolved?: boolean;
                    rework_requested?: boolean;
                    ticket_withdrawn?: boolean;
                    ticket_closed?: boolean;
                    ticket_postponed?: boolean;
                    ticket_restarted?: boolean;
                    ticket_reopened?: boolean;
                    ticket_ready_for_closure?: boolean;
                    postpone_reminder?: boolean;
                    request_raised?: boolean;
                    request_decided?: boolean;
                    request_cancelled?: boolean;
                    participants_changed?: boolean;
                    mention?: boolean;
                    attachment_infected?: boolean;
                    attachment_failed?: boolean;
                    sub_ticket_reminder?: boolean;
                    sub_ticket_deleted?: boolean;
                    approval_requested?: boolean;
                    approval_reminder?: boolean;
                    approval_decided?: boolean;
                    approval_cancelled?: boolean;
                    sla_warning?: boolean;
                    sla_breached?: boolean;
                    action_undone?: boolean;
                };
                mail?: {
                    ticket_submitted?: boolean;
                    ticket_received?: boolean;
                    clarification_asked?: boolean;
                    clarification_answered?: boolean;
                    ticket_approved?: boolean;
                    ticket_rejected?: boolean;
                    ticket_assigned?: boolean;
                    ticket_reassigned?: boolean;
                    ticket_unacknowledged?: boolean;
                    ticket_unassigned?: boolean;
                    ticket_started?: boolean;
                    ticket_completed?: boolean;
                    ticket_resolved?: boolean;
                    rework_requested?: boolean;
                    ticket_withdrawn?: boolean;
                    ticket_closed?: boolean;
                    ticket_postponed?: boolean;
                    ticket_restarted?: boolean;
                    ticket_reopened?: boolean;
                    ticket_ready_for_closure?: boolean;
                    postpone_reminder?: boolean;
                    request_raised?: boolean;
                    request_decided?: boolean;
                    request_cancelled?: boolean;
                    attachment_infected?: boolean;
                    attachment_failed?: boolean;
                    sub_ticket_reminder?: boolean;
                    sub_ticket_deleted?: boolean;
                    approval_requested?: boolean;
                    approval_reminder?: boolean;
                    approval_decided?: boolean;
                    approval_cancelled?: boolean;
                    sla_warning?: boolean;
                    sla_breached?: boolean;
                    action_undone?: boolean;
                };
            };
            roles: components["schemas"]["Role"][];
            permissions: string[];
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            departmentId: string | null;
            department: components["schemas"]["DepartmentName"];
            /** Format: date-time */
            createdAt: string;
        };
        /** @enum {string} */
        Availability: "available" | "busy" | "away" | "offline";
        /** @enum {string} */
        Role: "requester" | "agent" | "moderator" | "manager" | "approver" | "admin";
        DepartmentName: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            name: string;
            code: string;
        } | null;
        /** @description RFC 9457, with a stable code for programs */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            error: string;
            details?: {
                [key: string]: unknown;
            };
            requestId: string;
        };
        Tokens: components["schemas"]["TokenMembers"];
        Session: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: string;
            /** Format: date-time */
            expiresAt: string;
            ip: string | null;
            userAgent: string | null;
            current: boolean;
        };
        UserTickets: {
            items: components["schemas"]["ListedTicket"][];
            nextCursor: string | null;
            total?: number;
            summary: {
                open: number;
                meanResolutionSeconds: number | null;
            };
        };
        ListedTicket: components["schemas"]["TicketMembers"] & {
            /** @description It goes on after these 500 characters */
            descriptionTruncated: boolean;
        };
        /** @enum {string} */
        TicketType: "ticket" | "sub_ticket";
        /** @enum {string} */
        Status: "draft" | "submitted" | "needs_clarification" | "rejected" | "open" | "assigned" | "in_progress" | "awaiting_approval" | "postponed" | "completed" | "resolved" | "ready_for_closure" | "closed" | "reopened" | "withdrawn";
        /** @enum {string} */
        Priority: "low" | "normal" | "high" | "urgent";
        CategoryName: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            name: string;
            code: string;
        } | null;
        PersonName: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            name: string;
        };
        /** @enum {string} */
        Channel: "web" | "mail" | "chat" | "api";
        TeamMember: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            userId: string;
            name: string;
        };
        Attachment: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            fileName: string;
            size: number;
            contentType: string;
            status: components["schemas"]["AttachmentStatus"];
            /** @description failed: why, one of wrong_size, wrong_hash, wrong_type, malformed, polyglot, encrypted, macros, embedded_object, external_content, unpacks_too_large, too_many_pixels, too_large_to_scan, gone, not_processed, cancelled; infected: what was found; ok: why there is no variant for the web */
            reason: string | null;
            /** @description Of its processing, in percent */
            progress: number | null;
            /** @description What can be had of it */
            variants: ("original" | "web")[];
            /**
             * Format: uuid
             * @description null: attached nowhere yet
             */
            ticketId: string | null;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            messageId: string | null;
            uploadedBy: components["schemas"]["PersonName"];
            downloadCount: number;
            /** Format: date-time */
            createdAt: string;
        };
        /** @enum {string} */
        AttachmentStatus: "uploading" | "processing" | "ok" | "failed" | "infected";
        /** @enum {string} */
        Offer: "save_draft" | "submit" | "delete_draft" | "restore_draft" | "expire_draft" | "ask_clarification" | "answer_clarification" | "reject" | "approve" | "assign" | "claim" | "reassign" | "change_priority" | "set_tags" | "acknowledge" | "note_unacknowledged" | "start" | "progress" | "complete" | "resolve" | "request_rework" | "auto_verify" | "auto_close" | "close" | "withdraw" | "postpone" | "remind_postponed" | "restart" | "split" | "nudge_sub_tickets" | "delete_sub_ticket" | "subtickets_progressed" | "subtickets_closed" | "subticket_reopened" | "request_approval" | "decide_approval" | "remind_approval" | "escalate_approval" | "request_reopening" | "request_sub_ticket" | "request_postponement" | "decline_request" | "reopen" | "add_participant" | "remove_participant" | "add_team_members" | "remove_team_member" | "undo" | "warn_sla" | "breach_sla";
        UserSummary: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            name: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            departmentId: string | null;
            department: components["schemas"]["DepartmentName"];
            availability: components["schemas"]["Availability"];
        };
        Department: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            name: string;
            code: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            headId: string | null;
            head: components["schemas"]["PersonName"] | null;
            handlesFinance: boolean;
        };
        Category: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            name: string;
            code: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            departmentId: string;
            department: components["schemas"]["DepartmentName"];
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            parentId: string | null;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            groupId: string | null;
        };
        SlaTemplate: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            name: string;
            priority: components["schemas"]["Priority"];
            dueDelta: string;
            firstResponseDelta: string | null;
            isDefault: boolean;
        };
        Ticket: components["schemas"]["TicketMembers"];
        NewTicket: {
            title?: string | null;
            description?: string | null;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            departmentId?: string | null;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            categoryId?: string | null;
            priority?: components["schemas"]["Priority"] | null;
            tags?: string[] | null;
            customFields?: {
                [key: string]: string | number | boolean | null;
            } | null;
            attachments?: string[] | null;
            isDraft?: boolean;
        };
        /** @description Applied: what it did is nothing that the caller may see any more */
        Accepted: {
            operationId: string;
            /** @enum {string} */
            status: "pending" | "applied";
        };
        Explanation: {
            commands: {
                command: components["schemas"]["Offer"];
                allowed: boolean;
                code?: string;
                error?: string;
            }[];
            timers: {
                kind: string;
                /** Format: date-time */
                dueAt: string;
                /** @description seq */
                armedBy: number;
            }[];
        };
        HistoryItem: {
            seq: number;
            /** Format: date-time */
            at: string;
            actor: components["schemas"]["PersonName"] | ("system" | "operator");
            command: string;
            from: components["schemas"]["Status"] | null;
            to: components["schemas"]["Status"];
            version: number;
            /** @description Reason, comment or notes; of a request or an approval for those alone whom it concerns */
            reason?: string;
            /** @description What changed, by member of the ticket, names included */
            fields?: {
                [key: string]: {
                    from?: unknown;
                    to?: unknown;
                };
            };
            /** @description Who was added, removed or asked */
            users?: components["schemas"]["PersonName"][];
            question?: string;
            answer?: string;
            /**
             * @description Of an approval
             * @enum {string}
             */
            outcome?: "approved" | "rejected" | "cancelled";
            /** @description Of a parent: which of its sub-tickets, and what became of them */
            subTickets?: {
                number: string;
                /** @enum {string} */
                change: "created" | "progressed" | "closed" | "reopened" | "withdrawn" | "deleted";
            }[];
            undoes?: components["schemas"]["CommandName"];
        };
        /** @enum {string} */
        CommandName: "submit" | "delete_draft" | "restore_draft" | "expire_draft" | "ask_clarification" | "answer_clarification" | "reject" | "approve" | "assign" | "claim" | "reassign" | "change_priority" | "set_tags" | "acknowledge" | "note_unacknowledged" | "start" | "progress" | "complete" | "resolve" | "request_rework" | "auto_verify" | "auto_close" | "close" | "withdraw" | "postpone" | "remind_postponed" | "restart" | "split" | "nudge_sub_tickets" | "delete_sub_ticket" | "subtickets_progressed" | "subtickets_closed" | "subticket_reopened" | "request_approval" | "decide_approval" | "remind_approval" | "escalate_approval" | "request_reopening" | "request_sub_ticket" | "request_postponement" | "decline_request" | "reopen" | "add_participant" | "remove_participant" | "add_team_members" | "remove_team_member" | "undo" | "warn_sla" | "breach_sla";
        TicketWithIncludes: components["schemas"]["TicketMembers"] & {
            participants?: components["schemas"]["Participant"][];
            children?: (components["schemas"]["ListedTicket"] | components["schemas"]["SubTicketSummary"])[];
            approvals?: components["schemas"]["Approval"][];
        };
        Participant: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            userId: string;
            name: string;
            /** @enum {string} */
            role: "requester" | "assignee" | "participant" | "sub_ticket" | "team_member" | "moderator";
            /** Format: date-time */
            joinedAt: string;
            /** Format: date-time */
            historyFrom: string;
        };
        SubTicketSummary: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            number: string;
            title: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            departmentId: string | null;
            department: components["schemas"]["DepartmentName"];
            status: components["schemas"]["Status"];
            progressPercent: number;
        };
        Approval: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            ticketId: string;
            ticket: components["schemas"]["TicketName"];
            status: components["schemas"]["ApprovalStatus"];
            /** @description For the asker, those asked, moderators and admins */
            reason?: string;
            /** @description Minor units. For the asker, those asked, moderators and admins */
            amount?: number;
            /** @example EUR */
            currency?: string;
            steps: components["schemas"]["ApprovalStep"][];
            requestedBy: components["schemas"]["PersonName"];
            /** Format: date-time */
            at: string;
        };
        TicketName: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            number: string;
            /** @description For those who see the ticket */
            title?: string;
        };
        /** @enum {string} */
        ApprovalStatus: "pending" | "approved" | "rejected" | "cancelled";
        ApprovalStep: {
            name: string;
            /** @enum {string} */
            status: "waiting" | "pending" | "approved" | "rejected" | "skipped";
            /**
             * @description One approval, or that of every approver
             * @enum {string}
             */
            mode: "any" | "all";
            /** @description For the asker, those asked, moderators and admins; empty for others */
            approvers: components["schemas"]["PersonName"][];
            /** @description For the asker, those asked, moderators and admins; empty for others */
            delegates: components["schemas"]["ApprovalDelegate"][];
            /** @description For the asker, those asked, moderators and admins; empty for others */
            escalatedTo: components["schemas"]["PersonName"][];
            decisions: components["schemas"]["ApprovalDecision"][];
        };
        ApprovalDelegate: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            name: string;
            /** @description Left out: any of the approvers */
            for?: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                name: string;
            };
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            to?: string;
        };
        ApprovalDecision: {
            by: components["schemas"]["PersonName"];
            /** @description The approver for whom they sat. For the asker, those asked, moderators and admins */
            for?: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                name: string;
            };
            /** @enum {string} */
            outcome: "approved" | "rejected";
            /** @description For the asker, those asked, moderators and admins */
            comment?: string;
            /** Format: date-time */
            at: string;
        };
        SlaProof: {
            policy: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                name: string;
                dueDelta: string;
                firstResponseDelta: string | null;
            } | null;
            steps: {
                /** Format: date-time */
                at: string;
                seq: number;
                /** @enum {string} */
                clock: "first_response" | "resolution";
                /** @enum {string} */
                kind: "start" | "pause" | "resume" | "due" | "warn" | "met" | "breach";
                remainingMs: number;
            }[];
            nextCursor: string | null;
            computed: {
                /** Format: date-time */
                firstResponseDueAt: string | null;
                /** Format: date-time */
                resolutionDueAt: string | null;
                /** Format: date-time */
                firstResponseAt: string | null;
                paused: boolean;
                breached: boolean;
            };
            stored: {
                /** Format: date-time */
                firstResponseDueAt: string | null;
                /** Format: date-time */
                resolutionDueAt: string | null;
                /** Format: date-time */
                firstResponseAt: string | null;
                paused: boolean;
                breached: boolean;
            };
            equal: boolean;
        };
        TimelineItem: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "history" | "notification" | "attachment" | "message" | "approval";
            history?: components["schemas"]["HistoryItem"];
            notification?: {
                type: string;
                count: number;
            };
            attachment?: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                fileName: string;
                status: string;
            };
            message?: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                kind: string;
                visibility: string;
                author: components["schemas"]["PersonName"] | null;
                body: string;
            };
            approval?: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                status: string;
                requestedBy: components["schemas"]["PersonName"];
            };
        };
        Split: {
            subTickets: {
                title: string;
                description?: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                departmentId: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                assigneeId?: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                categoryId?: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                slaTemplateId?: string;
                /** Format: date-time */
                dueAt?: string;
            }[];
        };
        TicketUndone: components["schemas"]["TicketMembers"] & {
            undone: {
                command: components["schemas"]["CommandName"];
                /** Format: date-time */
                at: string;
                by: components["schemas"]["PersonName"] | ("system" | "operator");
            };
        };
        Request: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            kind: components["schemas"]["RequestKind"];
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            ticketId: string;
            ticketNumber: string;
            ticket: components["schemas"]["TicketName"];
            by: components["schemas"]["PersonName"];
            reason: string;
            content: {
                [key: string]: unknown;
            };
            status: components["schemas"]["RequestStatus"];
            /** Format: date-time */
            at: string;
            decidedBy?: components["schemas"]["PersonName"];
            /**
             * Format: date-time
             * @description Also when it was cancelled
             */
            decidedAt?: string;
            decisionReason?: string;
        };
        /** @enum {string} */
        RequestKind: "reopen" | "sub_ticket" | "postpone";
        /** @enum {string} */
        RequestStatus: "pending" | "granted" | "declined" | "cancelled";
        Grant: {
            reason?: string;
            /** @example P3D */
            reminderEvery?: string;
            /**
             * Format: date-time
             * @description null: by no date
             */
            resumeAt?: string | null;
            subTickets?: {
                title: string;
                description?: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                departmentId: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                assigneeId?: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                categoryId?: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                slaTemplateId?: string;
                /** Format: date-time */
                dueAt?: string;
            }[];
        };
        NewSubTicketRequest: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            departmentId: string;
            title: string;
            description: string;
            message?: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            ticketId: string;
        };
        NewApproval: {
            reason: string;
            /** @description Minor units */
            amount?: number;
            /** @example EUR */
            currency?: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            ticketId: string;
        };
        Message: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            ticketId: string;
            version: number;
            /** @enum {string} */
            kind: "message" | "system";
            visibility: components["schemas"]["Visibility"];
            author: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                name: string;
            } | null;
            body: string;
            mentions: components["schemas"]["PersonName"][];
            attachments: components["schemas"]["Attachment"][];
            flag?: components["schemas"]["MessageFlag"];
            /** Format: date-time */
            at: string;
        };
        /** @enum {string} */
        Visibility: "public" | "internal";
        /** @enum {string} */
        MessageFlag: "request_subticket" | "request_postpone";
        ReadMark: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            messageId: string;
            unread: number;
        };
        NewMessage: {
            /** @description Markdown, at most the organization's maxMessageLength; `@` with the beginning of an address, or with `[user id]`, mentions somebody who reads it */
            body: string;
            visibility?: components["schemas"]["Visibility"];
            /** @default [] */
            attachments?: string[];
            /** @description Yours, new for each message (a UUID): the same again gives the message that was sent under it */
            clientId?: string;
            flag?: components["schemas"]["MessageFlag"];
        };
        Chat: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            ticketId: string;
            ticketNumber: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            parentId: string | null;
            title: string;
            status: string;
            unread: number;
            /** Format: date-time */
            lastMessageAt: string | null;
        };
        Upload: {
            /**
             * Format: uuid
             * @description What `attachments` takes; the id of the attachment
             */
            key: string;
            /** @enum {string} */
            method: "PUT";
            /** @description Where to send the bytes, without signing in */
            url: string;
            /** @description To be sent with them */
            headers: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description Until when the address is good
             */
            expiresAt: string;
            /** @description For another address, should this one end too soon */
            retryToken: string;
            maxSize: number;
            /** @description So many bytes are in: go on with `Content-Range: bytes <received>-<size - 1>/<size>`, or begin anew */
            received: number;
        };
        UploadRequest: {
            /** @description As its owner calls it; what leads to other folders is left out */
            fileName: string;
            /** @description In bytes */
            size: number;
            /** @example application/pdf */
            contentType: string;
            /** @description What arrives must have it, if it is given */
            sha256?: string;
            /** @description Needed above 250 MB */
            acknowledgeLarge?: boolean;
        };
        UploadReceived: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            key: string;
            received: number;
        };
        ReviewQueue: {
            items: components["schemas"]["QueueItem"][];
            nextCursor: string | null;
            total?: number;
            counts: {
                submitted: number;
                needs_clarification: number;
            };
        };
        QueueItem: components["schemas"]["TicketMembers"] & {
            /** @description It goes on after these 500 characters */
            descriptionTruncated: boolean;
            possibleDuplicates: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                number: string;
                title: string;
                score: number;
            }[];
        };
        Notification: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            type: string;
            title: string;
            body: string;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            ticketId?: string;
            ticketNumber?: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            readAt: string | null;
        };
        Delivery: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            to: components["schemas"]["PersonName"];
            /** @description Of the notification */
            type: string;
            /** @enum {string} */
            channel: "inApp" | "mail";
            /** @enum {string} */
            status: "intended" | "attempted" | "delivered" | "failed" | "suppressed";
            /** @description Why it was suppressed (`choice`, `undone`, `not_told`, `not_visible`, `not_entitled`, `not_moderator`, `gone`), or the code of what kept it back */
            reason?: string;
            attempts: number;
            /**
             * Format: date-time
             * @description When it came to that; while it is under way, since when
             */
            at: string;
        };
        RealtimeToken: {
            /** @description Opens one socket: `GET /realtime?token=…` */
            token: string;
            /** @description Seconds */
            expiresIn: number;
        };
        EventPage: {
            items: components["schemas"]["StreamEvent"][];
            /** @description To go on from, whether or not there were events */
            nextCursor: string;
        };
        StreamEvent: components["schemas"]["TicketCreatedEvent"] | components["schemas"]["TicketUpdatedEvent"] | components["schemas"]["TicketAssignedEvent"] | components["schemas"]["TicketClosedEvent"] | components["schemas"]["SubTicketCreatedEvent"] | components["schemas"]["ProgressUpdatedEvent"] | components["schemas"]["ChatMessageEvent"] | components["schemas"]["ChatParticipantAddedEvent"] | components["schemas"]["ChatParticipantRemovedEvent"] | components["schemas"]["ChatUserAddedEvent"] | components["schemas"]["AttachmentUpdatedEvent"] | components["schemas"]["ApprovalUpdatedEvent"] | components["schemas"]["SlaWarningEvent"] | components["schemas"]["SlaBreachedEvent"] | components["schemas"]["NotificationCreatedEvent"] | components["schemas"]["SessionEndedEvent"];
        TicketCreatedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ticket:created";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                number: string;
                status: components["schemas"]["Status"];
            };
        };
        /**
         * @description `ticket:<id>`, `department:<id>`, `moderators`, or my own, `user:<id>`
         * @example moderators
         */
        Room: string;
        /** @description A place in the stream of events; later ones are greater */
        Cursor: string;
        TicketUpdatedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ticket:updated";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                number: string;
                status: components["schemas"]["Status"];
                revision: number;
                /** @description Members of the ticket's */
                changed: string[];
            };
        };
        TicketAssignedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ticket:assigned";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                number: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                assigneeId: string | null;
                assignee: components["schemas"]["PersonName"] | null;
            };
        };
        TicketClosedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ticket_closed";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                number: string;
            };
        };
        SubTicketCreatedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sub_ticket_created";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                number: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                parentId: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                departmentId: string;
            };
        };
        ProgressUpdatedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "progress_updated";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                progressPercent: number;
                closed: number;
                total: number;
            };
        };
        ChatMessageEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "chat:message";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: components["schemas"]["Message"];
        };
        ChatParticipantAddedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "chat:participant_added";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                ticketId: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                userId: string;
                name: string;
            };
        };
        ChatParticipantRemovedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "chat:participant_removed";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                ticketId: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                userId: string;
                name: string;
            };
        };
        ChatUserAddedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "chat_user_added";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                userId: string;
                name: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                subTicketId: string;
            };
        };
        AttachmentUpdatedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "attachment:updated";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                ticketId: string | null;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                messageId: string | null;
                /**
                 * @description The message's; public for the ticket's own
                 * @enum {string}
                 */
                visibility: "public" | "internal";
                status: components["schemas"]["AttachmentStatus"];
                reason: string | null;
                progress: number | null;
                variants: ("original" | "web")[];
                isDeleted: boolean;
            };
        };
        ApprovalUpdatedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "approval:updated";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                ticketId: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                approvalId: string;
                status: components["schemas"]["ApprovalStatus"];
            };
        };
        SlaWarningEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sla:warning";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                number: string;
                /** @enum {string} */
                clock: "first_response" | "resolution";
            };
        };
        SlaBreachedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sla:breached";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                number: string;
                /** @enum {string} */
                clock: "first_response" | "resolution";
            };
        };
        NotificationCreatedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "notification:created";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                id: string;
                type: string;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                ticketId: string | null;
            };
        };
        SessionEndedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "session:ended";
            room?: components["schemas"]["Room"];
            cursor: components["schemas"]["Cursor"];
            /** Format: date-time */
            at: string;
            data: {
                /**
                 * Format: uuid
                 * @description null: all of them, the account is closed
                 */
                sessionId: string | null;
            };
        };
        Operation: {
            operationId: string;
            /** @enum {string} */
            status: "pending" | "applied" | "rejected";
            result?: components["schemas"]["Ticket"];
            problem?: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
        };
        Settings: {
            ticketPrefix: string;
            /** @example P3D */
            draftExpiresAfter: string;
            /** @example P3D */
            undoWindow: string;
            /** @example P3D */
            autoVerifyAfter: string;
            /** @example P3D */
            autoCloseAfter: string | null;
            /** @example P3D */
            postponeReminderEvery: string;
            maxReopens: number;
            /** @enum {string} */
            closurePolicy: "moderator" | "requester";
            maxMessageLength: number;
            /** @example P3D */
            acknowledgeWithin: string | null;
            /** @example P3D */
            subTicketReminderEvery: string;
            allowSelfApproval: boolean;
            approvalPolicy: components["schemas"]["ApprovalPolicy"];
            branding: components["schemas"]["Branding"];
        };
        ApprovalPolicy: {
            steps: {
                name: string;
                /**
                 * @description None: all with the role approver
                 * @default []
                 */
                approvers?: string[];
                /** @default [] */
                delegates?: {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    userId: string;
                    /**
                     * Format: uuid
                     * @description The approver for whom they sit; null: any
                     * @default null
                     */
                    for?: string | null;
                    /**
                     * Format: date-time
                     * @default null
                     */
                    from?: string | null;
                    /**
                     * Format: date-time
                     * @default null
                     */
                    to?: string | null;
                }[];
                /**
                 * @default any
                 * @enum {string}
                 */
                mode?: "any" | "all";
                /**
                 * @description Minor units: below it, in this currency, the step is skipped
                 * @default null
                 */
                minAmount?: number | null;
                /**
                 * @default null
                 * @example EUR
                 */
                currency?: string | null;
                /**
                 * @default P1D
                 * @example P3D
                 */
                remindEvery?: string | null;
                /**
                 * @default null
                 * @example P3D
                 */
                escalateAfter?: string | null;
                /** @default [] */
                escalateTo?: string[];
            }[];
        };
        Branding: {
            /** @default null */
            name?: string | null;
            /** @default null */
            color?: string | null;
            /**
             * Format: uri
             * @default null
             */
            logoUrl?: string | null;
        };
        AuditEntry: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            seq: number;
            /** Format: date-time */
            at: string;
            actor: {
                [key: string]: unknown;
            };
            ip: string | null;
            userAgent: string | null;
            action: string;
            /** @enum {string} */
            outcome: "ok" | "denied";
            entity: string;
            entityId: string | null;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            ticketId?: string;
            before?: unknown;
            after?: unknown;
            hash: string;
        };
        AuditHead: {
            /** Format: date */
            day: string;
            seq: number;
            hash: string;
            /** Format: date-time */
            at: string;
            jws: string;
        };
        TicketMembers: {
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            id: string;
            number: string;
            type: components["schemas"]["TicketType"];
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            parentId: string | null;
            version: number;
            revision: number;
            title: string;
            description: string;
            status: components["schemas"]["Status"];
            priority: components["schemas"]["Priority"];
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            departmentId: string | null;
            department: components["schemas"]["DepartmentName"];
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            categoryId: string | null;
            category: components["schemas"]["CategoryName"];
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            groupId: string | null;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            requesterId: string;
            requester: components["schemas"]["PersonName"];
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            customerId: string | null;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            createdById: string;
            createdBy: components["schemas"]["PersonName"];
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            assigneeId: string | null;
            assignee: components["schemas"]["PersonName"] | null;
            channel: components["schemas"]["Channel"];
            source: string | null;
            tags: string[];
            customFields: {
                [key: string]: string | number | boolean | null;
            };
            flags: ("infected_attachment" | "failed_attachment")[];
            /** @description Whether it may be assigned by itself */
            autoAssign: boolean;
            legalHold: boolean;
            external: {
                id: string;
                status: string;
                url?: string;
            } | null;
            progressPercent: number;
            progressNotes: string | null;
            acknowledgements: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                userId: string;
                name: string;
                /** Format: date-time */
                at: string;
            }[];
            teamMembers: components["schemas"]["TeamMember"][];
            requiresApproval: boolean;
            /**
             * Format: uuid
             * @description A UUIDv7
             */
            approvalId: string | null;
            postponed: {
                reason: string;
                reminderEvery: string;
                /** Format: date-time */
                resumeAt: string | null;
                /** Format: date-time */
                at: string;
            } | null;
            clarification: {
                question: string;
                /** Format: date-time */
                at: string;
                answer?: string;
            } | null;
            rejection: {
                reason: string | null;
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                duplicateOf?: string;
                duplicateOfNumber?: string;
            } | null;
            completionNotes: string | null;
            reworkCount: number;
            reopenCount: number;
            satisfactionScore: number | null;
            attachments: components["schemas"]["Attachment"][];
            sla: {
                /**
                 * Format: uuid
                 * @description A UUIDv7
                 */
                policyId: string | null;
                /** Format: date-time */
                firstResponseDueAt: string | null;
                /** Format: date-time */
                firstResponseAt: string | null;
                /** Format: date-time */
                resolutionDueAt: string | null;
                paused: boolean;
                breached: boolean;
            };
            /** Format: date-time */
            submittedAt: string | null;
            /** Format: date-time */
            assignedAt: string | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            completedAt: string | null;
            /** Format: date-time */
            resolvedAt: string | null;
            /** Format: date-time */
            closedAt: string | null;
            /**
             * Format: date-time
             * @description Until when this caller may take the last action back
             */
            undoUntil: string | null;
            /** Format: date-time */
            autoVerifyAt: string | null;
            /** Format: date-time */
            autoCloseAt: string | null;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: date-time */
            deletedAt: string | null;
            /** @description Seconds since this version was submitted or reopened */
            timeToFirstResponse: number | null;
            /** @description Seconds since this version was submitted or reopened */
            timeToResolution: number | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description What this caller may do now */
            allowedCommands: components["schemas"]["Offer"][];
        };
        TokenMembers: {
            accessToken: string;
            refreshToken: string;
            expiresIn: number;
        };
        Problem400: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "validation_failed" | "organization_required" | "too_long" | "too_large_for_client";
        };
        Problem401: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "unauthenticated" | "bad_credentials" | "refresh_reused";
        };
        Problem403: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "forbidden" | "account_pending" | "account_rejected" | "account_inactive" | "account_unauthorized" | "finance_only" | "not_participant" | "read_only";
        };
        Problem404: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "not_found" | "user_not_found" | "department_not_found" | "category_not_found" | "sla_template_not_found" | "ticket_not_found" | "attachment_not_found" | "message_not_found";
        };
        Problem405: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "method_not_allowed";
        };
        Problem409: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "stale_draft" | "not_deletable" | "nesting_not_allowed" | "parent_closed" | "progress_is_computed" | "reopen_limit" | "request_pending" | "request_decided" | "approval_not_pending" | "no_approver" | "not_member" | "not_removable" | "chat_closed" | "invalid_transition" | "already_assigned" | "no_assignee" | "not_assignable" | "not_editable" | "nothing_to_undo" | "undo_expired" | "undo_superseded" | "subtickets_open" | "approval_pending" | "idempotency_mismatch" | "idempotency_in_flight" | "upload_incomplete" | "not_ready";
        };
        Problem410: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "gone" | "cursor_expired";
        };
        Problem412: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "revision_mismatch";
        };
        Problem413: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "too_large" | "quota_exceeded";
        };
        Problem415: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "type_not_allowed";
        };
        Problem416: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "range_not_satisfiable";
        };
        Problem429: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "rate_limited" | "locked";
        };
        Problem500: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "internal";
        };
        Problem503: components["schemas"]["Problem"] & {
            /** @enum {unknown} */
            code?: "unavailable";
        };
    };
    responses: never;
    parameters: {
        /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
        RequestId: string;
        /**
         * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
         * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
         */
        IdempotencyKey: string;
        /**
         * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
         * @example "17"
         */
        IfMatch: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names the request in the log. */
        RequestId: string;
        /**
         * @description The ticket's revision, for `If-Match`.
         * @example "17"
         */
        ETag: string;
        /** @description Where the new thing, or the operation, is read. */
        Location: string;
        /** @description The answer is that of an earlier request with the same key. */
        IdempotencyReplayed: "true";
        /** @description In so many seconds. */
        RetryAfter: number;
        /** @description What is left: `"default";r=<requests>;t=<seconds>`. */
        RateLimit: string;
        /** @description The limit: `"default";q=<requests>;w=<seconds>`. */
        RateLimitPolicy: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    login: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "requester@demo.test",
                 *       "password": "perdure-demo"
                 *     }
                 */
                "application/json": {
                    login: string;
                    password: string;
                    organization?: string;
                    /** @description The code of a second factor. Of an account that has none it is not looked at. */
                    totp?: string;
                };
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "n3Jt…"
                 *     }
                 */
                "application/json": {
                    refreshToken: string;
                };
            };
        };
        responses: {
            /** @description A new pair */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Live sessions */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Session"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    readMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    patchMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "availability": "away",
                 *       "timezone": "Europe/Vienna"
                 *     }
                 */
                "application/json": {
                    firstName?: string;
                    lastName?: string;
                    phone?: string | null;
                    timezone?: string;
                    language?: string;
                    availability?: components["schemas"]["Availability"];
                    /** @description The key of an uploaded image */
                    avatar?: string | null;
                    /** @description By channel and type: false turns it off, what is left out is on */
                    notificationChoices?: {
                        inApp?: {
                            ticket_submitted?: boolean;
                            clarification_asked?: boolean;
                            clarification_answered?: boolean;
                            ticket_approved?: boolean;
                            ticket_rejected?: boolean;
                            ticket_assigned?: boolean;
                            ticket_reassigned?: boolean;
                            ticket_unacknowledged?: boolean;
                            ticket_unassigned?: boolean;
                            ticket_started?: boolean;
                            progress_updated?: boolean;
                            ticket_completed?: boolean;
                            ticket_resolved?: boolean;
                            rework_requested?: boolean;
                            ticket_withdrawn?: boolean;
                            ticket_closed?: boolean;
                            ticket_postponed?: boolean;
                            ticket_restarted?: boolean;
                            ticket_reopened?: boolean;
                            ticket_ready_for_closure?: boolean;
                            postpone_reminder?: boolean;
                            request_raised?: boolean;
                            request_decided?: boolean;
                            request_cancelled?: boolean;
                            participants_changed?: boolean;
                            mention?: boolean;
                            attachment_infected?: boolean;
                            attachment_failed?: boolean;
                            sub_ticket_reminder?: boolean;
                            sub_ticket_deleted?: boolean;
                            approval_requested?: boolean;
                            approval_reminder?: boolean;
                            approval_decided?: boolean;
                            approval_cancelled?: boolean;
                            sla_warning?: boolean;
                            sla_breached?: boolean;
                            action_undone?: boolean;
                        };
                        mail?: {
                            ticket_submitted?: boolean;
                            ticket_received?: boolean;
                            clarification_asked?: boolean;
                            clarification_answered?: boolean;
                            ticket_approved?: boolean;
                            ticket_rejected?: boolean;
                            ticket_assigned?: boolean;
                            ticket_reassigned?: boolean;
                            ticket_unacknowledged?: boolean;
                            ticket_unassigned?: boolean;
                            ticket_started?: boolean;
                            ticket_completed?: boolean;
                            ticket_resolved?: boolean;
                            rework_requested?: boolean;
                            ticket_withdrawn?: boolean;
                            ticket_closed?: boolean;
                            ticket_postponed?: boolean;
                            ticket_restarted?: boolean;
                            ticket_reopened?: boolean;
                            ticket_ready_for_closure?: boolean;
                            postpone_reminder?: boolean;
                            request_raised?: boolean;
                            request_decided?: boolean;
                            request_cancelled?: boolean;
                            attachment_infected?: boolean;
                            attachment_failed?: boolean;
                            sub_ticket_reminder?: boolean;
                            sub_ticket_deleted?: boolean;
                            approval_requested?: boolean;
                            approval_reminder?: boolean;
                            approval_decided?: boolean;
                            approval_cancelled?: boolean;
                            sla_warning?: boolean;
                            sla_breached?: boolean;
                            action_undone?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description The caller after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    listUserTickets: {
        parameters: {
            query?: {
                status?: components["schemas"]["Status"][];
                priority?: components["schemas"]["Priority"][];
                type?: components["schemas"]["TicketType"];
                departmentId?: string[];
                categoryId?: string[];
                groupId?: string[];
                assigneeId?: ("me" | "none") | string;
                /** @description A UUIDv7 */
                parentId?: string;
                tag?: string;
                createdAfter?: string;
                createdBefore?: string;
                updatedAfter?: string;
                dueBefore?: string;
                breached?: "true" | "false";
                /** @description Words, the last of them perhaps begun; "a phrase", -without, or */
                q?: string;
                /** @description What is never due comes last in either direction */
                sort?: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "dueAt" | "-dueAt" | "priority" | "-priority";
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tickets */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserTickets"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description A part of the name */
                q?: string;
                /** @description A UUIDv7 */
                departmentId?: string;
                role?: components["schemas"]["Role"];
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Active users */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserSummary"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    readAvatar: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "image/webp": string;
                    "video/mp4": string;
                };
            };
            /** @description The part that `Range` asks for */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "image/webp": string;
                    "video/mp4": string;
                };
            };
            /** @description It is as `If-None-Match` has it */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listDepartments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Departments */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Department"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    listCategories: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Categories */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Category"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    listSlaTemplates: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description SLA templates */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SlaTemplate"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    listTickets: {
        parameters: {
            query?: {
                status?: components["schemas"]["Status"][];
                priority?: components["schemas"]["Priority"][];
                type?: components["schemas"]["TicketType"];
                departmentId?: string[];
                categoryId?: string[];
                groupId?: string[];
                assigneeId?: ("me" | "none") | string;
                requesterId?: "me" | string;
                /** @description A UUIDv7 */
                parentId?: string;
                tag?: string;
                createdAfter?: string;
                createdBefore?: string;
                updatedAfter?: string;
                dueBefore?: string;
                breached?: "true" | "false";
                /** @description Words, the last of them perhaps begun; "a phrase", -without, or */
                q?: string;
                /** @description What is never due comes last in either direction */
                sort?: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "dueAt" | "-dueAt" | "priority" | "-priority";
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tickets */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ListedTicket"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    createTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Printer on fire",
                 *       "description": "Second floor, beside the kitchen",
                 *       "departmentId": "01920000-0000-7000-8000-000000000001",
                 *       "priority": "high"
                 *     }
                 */
                "application/json": components["schemas"]["NewTicket"];
            };
        };
        responses: {
            /** @description The new ticket */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
        };
    };
    readTicket: {
        parameters: {
            query?: {
                include?: ("children" | "participants" | "approvals")[];
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketWithIncludes"];
                };
            };
        };
    };
    deleteTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Deleted */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "priority": "urgent"
                 *     }
                 */
                "application/json": {
                    title?: string | null;
                    description?: string | null;
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    departmentId?: string | null;
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    categoryId?: string | null;
                    priority?: components["schemas"]["Priority"] | null;
                    tags?: string[] | null;
                    customFields?: {
                        [key: string]: string | number | boolean | null;
                    } | null;
                    attachments?: string[] | null;
                    /** @enum {boolean} */
                    isDraft?: false;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    explainTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description For this caller */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
        };
    };
    readHistory: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of history */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryItem"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    readSlaProof: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proof */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaProof"];
                };
            };
        };
    };
    readTimeline: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the timeline */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TimelineItem"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    listSubTickets: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sub-tickets */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: (components["schemas"]["ListedTicket"] | components["schemas"]["SubTicketSummary"])[];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    splitTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subTickets": [
                 *         {
                 *           "title": "Replace the socket",
                 *           "departmentId": "01920000-0000-7000-8000-000000000001"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Split"];
            };
        };
        responses: {
            /** @description The new sub-tickets */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Ticket"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    approveTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "departmentId": "01920000-0000-7000-8000-000000000001"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    departmentId?: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    approveTicketPatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "departmentId": "01920000-0000-7000-8000-000000000001"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    departmentId?: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    askClarification: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "question": "Which of the printers?"
                 *     }
                 */
                "application/json": {
                    question: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    askClarificationPatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "question": "Which of the printers?"
                 *     }
                 */
                "application/json": {
                    question: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    answerClarification: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "answer": "The one beside the kitchen"
                 *     }
                 */
                "application/json": {
                    answer: string;
                    attachments?: string[];
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    reassignTicketPost: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assigneeId": "01920000-0000-7000-8000-000000000002",
                 *       "reason": "Knows this model"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    departmentId?: string;
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    assigneeId?: string;
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    slaTemplateId?: string;
                    /** Format: date-time */
                    dueAt?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    reassignTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assigneeId": "01920000-0000-7000-8000-000000000002",
                 *       "reason": "Knows this model"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    departmentId?: string;
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    assigneeId?: string;
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    slaTemplateId?: string;
                    /** Format: date-time */
                    dueAt?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    rejectTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "We have no printer there"
                 *     }
                 */
                "application/json": {
                    reason?: string;
                    /** @description Id or number of a ticket */
                    duplicateOf?: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    rejectTicketPatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "We have no printer there"
                 *     }
                 */
                "application/json": {
                    reason?: string;
                    /** @description Id or number of a ticket */
                    duplicateOf?: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    assignTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "assigneeId": "01920000-0000-7000-8000-000000000002",
                 *       "priority": "high"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    departmentId?: string;
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    assigneeId?: string;
                    priority?: components["schemas"]["Priority"];
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    slaTemplateId?: string;
                    /** Format: date-time */
                    dueAt?: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    assignTicketPatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "assigneeId": "01920000-0000-7000-8000-000000000002",
                 *       "priority": "high"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    departmentId?: string;
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    assigneeId?: string;
                    priority?: components["schemas"]["Priority"];
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    slaTemplateId?: string;
                    /** Format: date-time */
                    dueAt?: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    closeTicketPost: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Done by phone"
                 *     }
                 */
                "application/json": {
                    reason?: string;
                    forceCloseChildren?: boolean;
                    cancelApproval?: boolean;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    closeTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Done by phone"
                 *     }
                 */
                "application/json": {
                    reason?: string;
                    forceCloseChildren?: boolean;
                    cancelApproval?: boolean;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    postponeTicketPost: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The part comes on Monday",
                 *       "reminderEvery": "P1D"
                 *     }
                 */
                "application/json": {
                    reason: string;
                    /** @example P3D */
                    reminderEvery?: string;
                    /** Format: date-time */
                    resumeAt?: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    postponeTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The part comes on Monday",
                 *       "reminderEvery": "P1D"
                 *     }
                 */
                "application/json": {
                    reason: string;
                    /** @example P3D */
                    reminderEvery?: string;
                    /** Format: date-time */
                    resumeAt?: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    restartTicketPost: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    restartTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    reopenTicketPost: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "It burns again"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    reopenTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "It burns again"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    restoreDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    undoAsModerator: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketUndone"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    undoAsModeratorPatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketUndone"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketUndone"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    claimTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    acknowledgeTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    reportProgress: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "percent": 60,
                 *       "notes": "The fire is out"
                 *     }
                 */
                "application/json": {
                    percent?: number;
                    notes?: string;
                    attachments?: string[];
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    resolveTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "rating": 5
                 *     }
                 */
                "application/json": {
                    comment?: string;
                    rating?: number;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    requestRework: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "comment": "It burns again"
                 *     }
                 */
                "application/json": {
                    comment: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    withdrawTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "It went out by itself"
                 *     }
                 */
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    startOrCompleteTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "completed",
                 *       "notes": "A new printer is there"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    status: "in_progress";
                } | {
                    /** @enum {string} */
                    status: "completed";
                    notes: string;
                    attachments?: string[];
                };
            };
        };
        responses: {
            /** @description The ticket after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    declineRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "It has to be this week"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The request after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    declineRequestPatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "It has to be this week"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The request after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    grantRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reminderEvery": "P1D"
                 *     }
                 */
                "application/json": components["schemas"]["Grant"];
            };
        };
        responses: {
            /** @description The request after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    grantRequestPatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reminderEvery": "P1D"
                 *     }
                 */
                "application/json": components["schemas"]["Grant"];
            };
        };
        responses: {
            /** @description The request after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    listInbox: {
        parameters: {
            query?: {
                status?: components["schemas"]["RequestStatus"];
                kind?: components["schemas"]["RequestKind"];
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Request"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /** @description Those that I asked for */
                mine?: "true" | "false";
                status?: components["schemas"]["RequestStatus"];
                kind?: components["schemas"]["RequestKind"];
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Request"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    requestPostponement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The part comes on Monday",
                 *       "resumeAt": "2030-01-07T08:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    reason: string;
                    /** @example P3D */
                    reminderEvery?: string;
                    /** Format: date-time */
                    resumeAt?: string;
                };
            };
        };
        responses: {
            /** @description It waits for a moderator */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"] | components["schemas"]["Accepted"];
                };
            };
        };
    };
    requestReopening: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "It burns again"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description It waits for a moderator */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"] | components["schemas"]["Accepted"];
                };
            };
        };
    };
    requestSubTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ticketId": "01920000-0000-7000-8000-000000000003",
                 *       "departmentId": "01920000-0000-7000-8000-000000000001",
                 *       "title": "Replace the socket",
                 *       "description": "It is black"
                 *     }
                 */
                "application/json": components["schemas"]["NewSubTicketRequest"];
            };
        };
        responses: {
            /** @description It waits for a moderator */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"] | components["schemas"]["Accepted"];
                };
            };
        };
    };
    approveApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "comment": "Gladly"
                 *     }
                 */
                "application/json": {
                    comment?: string;
                    /**
                     * Format: uuid
                     * @description The approver for whom a delegate sits
                     */
                    for?: string;
                };
            };
        };
        responses: {
            /** @description The approval after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    listApprovals: {
        parameters: {
            query?: {
                /** @description Those that wait for me now */
                mine?: "true" | "false";
                /** @description A UUIDv7 */
                ticketId?: string;
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of approvals */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Approval"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    requestApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ticketId": "01920000-0000-7000-8000-000000000003",
                 *       "reason": "A new printer",
                 *       "amount": 129900,
                 *       "currency": "EUR"
                 *     }
                 */
                "application/json": components["schemas"]["NewApproval"];
            };
        };
        responses: {
            /** @description The approval */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    readApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The approval */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
        };
    };
    rejectApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "comment": "Too dear"
                 *     }
                 */
                "application/json": {
                    comment?: string;
                    /**
                     * Format: uuid
                     * @description The approver for whom a delegate sits
                     */
                    for?: string;
                };
            };
        };
        responses: {
            /** @description The approval after it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    addParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "01920000-0000-7000-8000-000000000002",
                 *       "reason": "Knows this model"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    userId: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description All participants */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Participant"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    removeParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "01920000-0000-7000-8000-000000000002",
                 *       "reason": "Has left the team"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    userId: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description All participants */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Participant"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    addTeamMembers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userIds": [
                 *         "01920000-0000-7000-8000-000000000002"
                 *       ]
                 *     }
                 */
                "application/json": {
                    userIds: string[];
                };
            };
        };
        responses: {
            /** @description The whole team */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TeamMember"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    removeTeamMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` of the ticket as it was read: 412 `revision_mismatch` if it has changed since.
                 * @example "17"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole team */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TeamMember"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
            /** @description Taken; not decided yet */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                version?: number;
                sort?: "at" | "-at";
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "Is it still burning?",
                 *       "clientId": "m-1"
                 *     }
                 */
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description The message */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    markMessagesRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "messageId": "01920000-0000-7000-8000-000000000004"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A UUIDv7
                     */
                    messageId: string;
                };
            };
        };
        responses: {
            /** @description The mark, and what is still unread */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadMark"];
                };
            };
        };
    };
    listChats: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rooms */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Chat"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    requestUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fileName": "invoice.pdf",
                 *       "size": 48213,
                 *       "contentType": "application/pdf"
                 *     }
                 */
                "application/json": components["schemas"]["UploadRequest"];
            };
        };
        responses: {
            /** @description Where to send it */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
        };
    };
    retryUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The key that was given at the request */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "retryToken": "pX0…"
                 *     }
                 */
                "application/json": {
                    retryToken: string;
                };
            };
        };
        responses: {
            /** @description Where to send the rest */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
        };
    };
    putUpload: {
        parameters: {
            query: {
                /** @description A UUIDv7 */
                organization: string;
                expires: string;
                signature: string;
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description The key that was given at the request */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description All of it is in */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadReceived"];
                };
            };
        };
    };
    readAttachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, without its bytes */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
        };
    };
    deleteAttachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone, and its bytes with it */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    downloadAttachment: {
        parameters: {
            query?: {
                /** @description `web` where there is one: images as WebP, videos as MP4 */
                variant?: "original" | "web";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "image/webp": string;
                    "video/mp4": string;
                };
            };
            /** @description The part that `Range` asks for */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "image/webp": string;
                    "video/mp4": string;
                };
            };
            /** @description It is as `If-None-Match` has it */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readReviewQueue: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the queue */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewQueue"];
                };
            };
        };
    };
    countUnreadNotifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The count */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                    };
                };
            };
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                unread?: "true" | "false";
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of notifications */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Notification"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    markAllNotificationsRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Read */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    markNotificationRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Read */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    resendDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description It is on its way */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description A UUIDv7
                         */
                        id: string;
                    };
                };
            };
        };
    };
    createRealtimeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description For `GET /realtime?token=…` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RealtimeToken"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description What was told after this cursor. Without it: the latest events, and the cursor behind them */
                since?: "" | components["schemas"]["Cursor"];
                /** @description Seconds to wait for the first event, where there is none yet */
                wait?: number | null;
                /** @description Of these rooms alone */
                room?: components["schemas"]["Room"][];
                limit?: number;
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events in order, and the cursor behind them */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
        };
    };
    readOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /** @description Its id; a ticket is found by its number, too */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
        };
    };
    readSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
        };
    };
    patchSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.
                 * @example 7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "autoCloseAfter": "P5D",
                 *       "maxReopens": 3
                 *     }
                 */
                "application/json": {
                    ticketPrefix?: string;
                    /** @example P3D */
                    draftExpiresAfter?: string;
                    /** @example P3D */
                    undoWindow?: string;
                    /** @example P3D */
                    autoVerifyAfter?: string;
                    /** @example P3D */
                    autoCloseAfter?: string | null;
                    /** @example P3D */
                    postponeReminderEvery?: string;
                    maxReopens?: number;
                    /** @enum {string} */
                    closurePolicy?: "moderator" | "requester";
                    maxMessageLength?: number;
                    /** @example P3D */
                    acknowledgeWithin?: string | null;
                    /** @example P3D */
                    subTicketReminderEvery?: string;
                    allowSelfApproval?: boolean;
                    approvalPolicy?: components["schemas"]["ApprovalPolicy"];
                    branding?: components["schemas"]["Branding"];
                };
            };
        };
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                actor?: ("system" | "operator") | string;
                action?: string;
                entity?: string;
                entityId?: string;
                /** @description A UUIDv7 */
                ticketId?: string;
                from?: string;
                to?: string;
                ip?: string;
                q?: string;
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    listAuditHeads: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: "true" | "false";
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of heads */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditHead"][];
                        nextCursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    verifyAudit: {
        parameters: {
            query?: {
                /** @description The first entry to be checked; to go on where an answer ended, its `checkedTo` + 1 */
                from?: number;
            };
            header?: {
                /** @description Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else. */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The verdict */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        entries: number;
                        /** @description Less than `entries` in a long chain: go on from there */
                        checkedTo: number;
                        firstBroken?: number;
                        erased: number;
                    };
                };
            };
        };
    };
}
