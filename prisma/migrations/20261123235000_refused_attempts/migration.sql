-- What somebody is refused again and again within an hour is recorded once.
CREATE UNIQUE INDEX "activity_refused_once_an_hour" ON "activity"
  ("workspace_id", "actor_id", "subject_id", "after", (date_trunc('hour', "at" AT TIME ZONE 'UTC')))
  WHERE "action" = 'access.refused';
