-- A job is given its key anew in two steps: the key is taken from one that runs, then a job is written unless one with
-- the key waits. One that begins to run in between is neither, and nothing is queued: then once more, where it runs.
CREATE FUNCTION "follow_up"(job text, of_workspace uuid, wait interval) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  queued bigint;
BEGIN
  LOOP
    SELECT "id" INTO queued FROM "graphile_worker"."add_job"(job, json_build_object('workspaceId', of_workspace),
      job_key => job || ':' || of_workspace, run_at => now() + wait, job_key_mode => 'preserve_run_at');
    EXIT WHEN queued IS NOT NULL;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION "activity_is_followed"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed uuid := NEW."workspace_id";
BEGIN
  -- Once a transaction, however many rows it recorded.
  IF current_setting('fluxera.followed', true) = changed::text THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('fluxera.followed', changed::text, true);
  PERFORM "follow_up"('watch-seats', changed, interval '0')
    FROM "workspace" WHERE "id" = changed AND ("seat_limit" IS NOT NULL OR "seats_warned" > 0);
  PERFORM "follow_up"('publish-homes', changed, interval '2 seconds')
    WHERE EXISTS (SELECT FROM "home_visit" WHERE "workspace_id" = changed AND "visited_at" > now() - interval '1 day');
  RETURN NULL;
END $$;
