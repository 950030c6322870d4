-- From when to when do the accesses reach?
select min(first_at) as "first", max(last_at) as "last" from access
