-- The list of people finds the few who have a second factor, or the few who have none, without looking at everybody.
-- Of so many on both sides that these do not help, any page is full soon.
CREATE INDEX "identity_with_second_factor" ON "identity" ("id") WHERE "has_second_factor";
CREATE INDEX "identity_without_second_factor" ON "identity" ("id") WHERE NOT "has_second_factor";
