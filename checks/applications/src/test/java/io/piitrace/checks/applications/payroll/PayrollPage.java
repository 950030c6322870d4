package io.piitrace.checks.applications.payroll;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** For clerks: what an employee earns, read in the thread of the request, in a pool of the application, and in an asynchronous task of the container. */
@WebServlet(urlPatterns = "/employees/*", asyncSupported = true)
@ServletSecurity(@HttpConstraint(rolesAllowed = "clerk"))
public final class PayrollPage extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(2);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Employee employee = new Employee(Long.parseLong(request.getPathInfo().substring(1)));
        long here = employee.salary();
        try {
            long there = POOL.submit(employee::salary).get();
            AsyncContext later = request.startAsync();
            later.start(() -> answer(later, here == there && there == employee.salary()));
        } catch (InterruptedException | ExecutionException e) {
            throw new ServletException(e);
        }
    }

    private static void answer(AsyncContext to, boolean same) {
        try {
            to.getResponse().getWriter().println(same ? "paid" : "odd");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            to.complete();
        }
    }
}
