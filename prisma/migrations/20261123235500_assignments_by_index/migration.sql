-- Planned while the tables are still empty, it would look through all assets for each of ten thousand assignments.
ALTER FUNCTION "asset_assignment_is_possible"() SET enable_seqscan = off;
ALTER FUNCTION "asset_assignment_is_possible"() SET enable_hashjoin = off;
ALTER FUNCTION "asset_assignment_is_possible"() SET enable_mergejoin = off;
