-- Until when the workers of a task queue guard themselves against a run that is stuck.
CREATE TABLE "workflow_guard" (
    "task_queue" TEXT NOT NULL,
    "guarded_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workflow_guard_pkey" PRIMARY KEY ("task_queue")
);
